import {
  call,
  constant,
  difference,
  type Expression,
  product,
  quotient,
  sum,
} from '../../trace/expression.ts';
import type { Moments } from '../../trace/step.ts';
import type { Shape } from '../../trace/tensor.ts';
import { defineLayer, expectInputs, type Provenance } from '../layer.ts';
import {
  channelGroups,
  checkChannels,
  explainDeviation,
  explainNormalize,
  explainNormalizeGradient,
  normalize,
  normalizeBy,
  normalizeGradient,
} from '../normalization.ts';
import { imageShape } from '../sample.ts';

interface BatchNormAttributes {
  /** Whether the statistics are the batch's own, or given: `mean` and `variance`, parameters. */
  readonly mode: 'train' | 'inference';
  readonly epsilon: number;
}

/**
 * y = γ x̂ + β over each channel (the last axis) of x [N, …, C]; γ, β [C]. In training the
 * statistics are those of the batch, the variance biased, and a gradient flows through them; for
 * inference they are given as parameters `mean` and `variance` [C], and samples know nothing of
 * each other. Saved: `mean`, `variance` (as far as they are not given), `deviation` [C],
 * `normalized` [N, …, C].
 */
export const batchNorm = defineLayer<BatchNormAttributes>({
  params: ({ mode }) =>
    mode === 'train' ? ['gamma', 'beta'] : ['gamma', 'beta', 'mean', 'variance'],
  formula: {
    forward:
      'y = \\gamma\\,\\hat x + \\beta, \\qquad \\hat x = \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}}',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\frac{\\gamma}{\\sqrt{\\sigma^2 + \\varepsilon}} \\Big( \\delta - \\overline{\\delta} - \\hat x\\,\\overline{\\delta\\,\\hat x} \\Big)',
    source: 'Ioffe, Szegedy: Batch normalization (2015)',
  },
  attributes: (reader) => ({
    mode: reader.choice('mode', ['train', 'inference'], 'train'),
    epsilon: reader.number('epsilon', 1e-5, 0, 1),
  }),
  shapes(_, inputs, params) {
    expectInputs(inputs, 1);
    checkChannels(inputs[0], params);
    return [inputs[0]];
  },
  forward(ops, { mode, epsilon }, { gamma, beta, mean, variance }, [x]) {
    const saved =
      mode === 'train'
        ? normalize(ops, channelGroups, x, epsilon)
        : normalizeBy(ops, x, mean, variance, epsilon);
    const scaled = ops.binary('multiply', saved.normalized, gamma);
    return { outputs: [ops.binary('add', scaled, beta)], saved };
  },
  vjp(ops, { mode, epsilon }, { gamma }, saved, [upstream], wanted) {
    const slope = ops.binary('multiply', upstream, gamma);
    const along = ops.binary('multiply', upstream, saved.normalized);
    const learned = {
      gamma: ops.reduce('sum', along, 'leading'),
      beta: ops.reduce('sum', upstream, 'leading'),
    };
    if (mode === 'train') {
      const back = wanted.inputs && normalizeGradient(ops, channelGroups, saved, slope, epsilon);
      return { inputs: [back || undefined], params: learned };
    }
    const { deviation } = saved;
    const perCell = ops.binary('divide', slope, deviation);
    const perVariance = ops.binary('multiply', learned.gamma, gamma);
    const square = ops.binary('multiply', deviation, deviation);
    return {
      inputs: [perCell],
      params: {
        ...learned,
        mean: ops.scale(ops.reduce('sum', perCell, 'leading'), -1),
        variance: ops.scale(ops.binary('divide', perVariance, square), -1 / 2),
      },
    };
  },
  mixesSamples: ({ mode }) => mode === 'train',
  sample(sampler) {
    const shape = imageShape(sampler);
    const size = shape.slice(-1);
    const mode = sampler.choice(['train', 'inference']);
    const learned = { gamma: size, beta: size };
    return mode === 'train'
      ? { inputs: [{ shape }], attrs: { mode }, params: learned }
      : {
          inputs: [{ shape }],
          attrs: { mode },
          params: { ...learned, mean: size, variance: size },
          positive: ['variance'],
        };
  },
  moments: (_, { outputs }) => eachChannel(outputs[0]),
  explainOutput(_, from, _slot, index) {
    const c = channelGroups.of(from.inputs[0], index);
    const scaled = product(from.param('gamma', c), from.saved('normalized', index));
    return sum([scaled, from.param('beta', c)]);
  },
  explainInputGradient({ mode }, from, _slot, index) {
    const c = channelGroups.of(from.inputs[0], index);
    const slopeOf = (at: number) => product(from.param('gamma', c), from.upstream(0, at));
    return mode === 'train'
      ? explainNormalizeGradient(channelGroups, from, index, slopeOf)
      : quotient(slopeOf(index), from.saved('deviation', c));
  },
  explainParamGradient(_, from, role, c) {
    const cells = channelGroups.cells(from.inputs[0], c);
    const upstreams = cells.map((at) => from.upstream(0, at));
    const along = cells.map((at) => product(from.upstream(0, at), from.saved('normalized', at)));
    switch (role) {
      case 'beta':
        return sum(upstreams);
      case 'gamma':
        return sum(along);
      case 'mean':
        return call('negative', quotient(throughGamma(from, c, upstreams), deviation(from, c)));
      default: {
        const square = product(deviation(from, c), deviation(from, c));
        const half = product(constant(-1 / 2), throughGamma(from, c, along));
        return quotient(half, square);
      }
    }
  },
  explainSaved({ mode, epsilon }, from, name, index) {
    if (mode === 'train') return explainNormalize(channelGroups, from, name, index, epsilon);
    if (name === 'deviation') return explainDeviation(from.param('variance', index), epsilon);
    const c = channelGroups.of(from.inputs[0], index);
    return quotient(difference(from.input(0, index), from.param('mean', c)), deviation(from, c));
  },
});

const deviation = (from: Provenance, c: number): Expression => from.saved('deviation', c);

const throughGamma = (from: Provenance, c: number, terms: readonly Expression[]): Expression =>
  product(from.param('gamma', c), sum(terms));

/** One moment for each channel: all that is normalised together. */
function eachChannel(shape: Shape): Moments {
  const last = shape.length - 1;
  return {
    count: shape[last],
    at: (index) => ({
      start: shape.map((_, axis) => (axis === last ? index : 0)),
      size: shape.map((side, axis) => (axis === last ? 1 : side)),
    }),
  };
}
