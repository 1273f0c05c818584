import { call, product, sum } from '../../trace/expression.ts';
import { defineLayer } from '../layer.ts';
import {
  explainPerSample,
  explainReduced,
  lossShapes,
  momentsOfRows,
  perSample,
  type Reduction,
  readReduction,
  reduceLoss,
} from '../reduction.ts';
import { reductions, scoresAndLabels } from '../sample.ts';

interface NllLogProbabilityAttributes {
  readonly reduction: Reduction;
}

/** Log-probabilities [N, K] and labels [N] → −ℓ_label. `oneHot` [N, K] is saved. */
export const nllLogProbability = defineLayer<NllLogProbabilityAttributes>({
  params: [],
  formula: {
    forward: 'L = -\\ell_{\\text{label}}',
    backward: '\\frac{\\partial L}{\\partial \\ell_i} = -[\\,i = \\text{label}\\,]',
    source: 'Bishop: Pattern Recognition and Machine Learning (2006), section 4.3.4',
  },
  attributes: (reader) => ({ reduction: readReduction(reader) }),
  shapes: ({ reduction }, inputs) => lossShapes(reduction, inputs),
  forward(ops, { reduction }, _, [logs, labels]) {
    const oneHot = ops.oneHot(labels, ops.shapeOf(logs)[1]);
    const losses = ops.reduce('sum', ops.binary('multiply', oneHot, logs), 'last');
    return { outputs: [ops.scale(reduceLoss(ops, reduction, losses), -1)], saved: { oneHot } };
  },
  vjp(ops, { reduction }, _, { oneHot }, [upstream]) {
    const [n] = ops.shapeOf(oneHot);
    const share = ops.scale(perSample(ops, reduction, upstream, n), -1);
    return { inputs: [ops.binary('multiply', oneHot, share), undefined], params: {} };
  },
  sample: (sampler) => ({
    inputs: scoresAndLabels(sampler),
    attrs: { reduction: sampler.choice(reductions) },
  }),
  moments: (_, { inputs }) => momentsOfRows(inputs),
  explainOutput({ reduction }, from, _slot, index) {
    const classes = from.inputs[0][1];
    return explainReduced(reduction, from, index, (n) =>
      call('negative', from.input(0, n * classes + from.read(from.input(1, n)))),
    );
  },
  explainInputGradient({ reduction }, from, slot, index) {
    if (slot === 1) return sum([]); // a label is an index: it has no slope
    const n = Math.floor(index / from.inputs[0][1]);
    return product(
      from.saved('oneHot', index),
      call('negative', explainPerSample(reduction, from, n)),
    );
  },
  explainParamGradient: () => sum([]),
});
