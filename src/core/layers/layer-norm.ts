import { product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import {
  channelGroups,
  checkChannels,
  explainNormalize,
  explainNormalizeGradient,
  normalize,
  normalizeGradient,
  rowGroups,
} from '../normalization.ts';
import { anyShape } from '../sample.ts';

interface LayerNormAttributes {
  readonly epsilon: number;
}

/**
 * y = γ x̂ + β, each row of the last axis of x [N, …, C] normalised by its own mean and (biased)
 * variance; γ, β [C]. No sample knows of another, so training and inference are the same. Saved:
 * `mean`, `variance`, `deviation` [N, …, 1], `normalized` [N, …, C].
 */
export const layerNorm = defineLayer<LayerNormAttributes>({
  params: ['gamma', 'beta'],
  formula: {
    forward:
      'y_i = \\gamma_i\\,\\hat x_i + \\beta_i, \\qquad \\hat x_i = \\frac{x_i - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}}',
    backward:
      '\\frac{\\partial L}{\\partial x_i} = \\frac{1}{\\sqrt{\\sigma^2 + \\varepsilon}} \\Big( d_i - \\overline{d} - \\hat x_i\\,\\overline{d\\,\\hat x} \\Big), \\qquad d = \\gamma\\,\\delta',
    source: 'Ba, Kiros, Hinton: Layer normalization (2016)',
  },
  attributes: (reader) => ({ epsilon: reader.number('epsilon', 1e-5, 0, 1) }),
  shapes(_, inputs, params) {
    expectInputs(inputs, 1);
    checkChannels(inputs[0], params);
    return [inputs[0]];
  },
  forward(ops, { epsilon }, { gamma, beta }, [x]) {
    const saved = normalize(ops, rowGroups, x, epsilon);
    const scaled = ops.binary('multiply', saved.normalized, gamma);
    return { outputs: [ops.binary('add', scaled, beta)], saved };
  },
  vjp(ops, { epsilon }, { gamma }, saved, [upstream], wanted) {
    const slope = ops.binary('multiply', upstream, gamma);
    const along = ops.binary('multiply', upstream, saved.normalized);
    return {
      inputs: [
        wanted.inputs ? normalizeGradient(ops, rowGroups, saved, slope, epsilon) : undefined,
      ],
      params: {
        gamma: ops.reduce('sum', along, 'leading'),
        beta: ops.reduce('sum', upstream, 'leading'),
      },
    };
  },
  sample(sampler) {
    const shape = [...anyShape(sampler), sampler.whole(3, 6)];
    const size = shape.slice(-1);
    return { inputs: [{ shape }], params: { gamma: size, beta: size } };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(_, from, _slot, index) {
    const c = channelGroups.of(from.inputs[0], index);
    const scaled = product(from.param('gamma', c), from.saved('normalized', index));
    return sum([scaled, from.param('beta', c)]);
  },
  explainInputGradient(_, from, _slot, index) {
    const channel = (at: number) => channelGroups.of(from.inputs[0], at);
    return explainNormalizeGradient(rowGroups, from, index, (at) =>
      product(from.param('gamma', channel(at)), from.upstream(0, at)),
    );
  },
  explainParamGradient(_, from, role, c) {
    const cells = channelGroups.cells(from.inputs[0], c);
    return sum(
      cells.map((at) => {
        const upstream = from.upstream(0, at);
        return role === 'beta' ? upstream : product(upstream, from.saved('normalized', at));
      }),
    );
  },
  explainSaved: ({ epsilon }, from, name, index) =>
    explainNormalize(rowGroups, from, name, index, epsilon),
});
