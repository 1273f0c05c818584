import { call, constant, product, quotient, sum } from '../../trace/expression.ts';
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

interface NllProbabilityAttributes {
  readonly reduction: Reduction;
  /** Added inside the logarithm, as many notebooks do. */
  readonly epsilon: number;
}

/**
 * Probabilities [N, K] and labels [N] → −log(p_label + ε). The textbook's way; from logits,
 * `crossEntropy` is the safer one. `oneHot` [N, K] and `picked` [N, 1] = p_label + ε are saved.
 */
export const nllProbability = defineLayer<NllProbabilityAttributes>({
  params: [],
  formula: {
    forward: 'L = -\\log (p_{\\text{label}} + \\varepsilon)',
    backward:
      '\\frac{\\partial L}{\\partial p_i} = -\\frac{[\\,i = \\text{label}\\,]}{p_i + \\varepsilon}',
    source: 'Bishop: Pattern Recognition and Machine Learning (2006), section 4.3.4',
  },
  attributes: (reader) => ({
    reduction: readReduction(reader),
    epsilon: reader.number('epsilon', 0, 0, 1),
  }),
  shapes: ({ reduction }, inputs) => lossShapes(reduction, inputs),
  forward(ops, { reduction, epsilon }, _, [p, labels]) {
    const oneHot = ops.oneHot(labels, ops.shapeOf(p)[1]);
    const chosen = ops.reduce('sum', ops.binary('multiply', oneHot, p), 'last');
    const offset = ops.upload({ shape: [], dtype: 'float64', data: [epsilon] });
    const picked = ops.binary('add', chosen, offset);
    return {
      outputs: [ops.scale(reduceLoss(ops, reduction, ops.unary('log', picked)), -1)],
      saved: { oneHot, picked },
    };
  },
  vjp(ops, { reduction }, _, { oneHot, picked }, [upstream]) {
    const [n] = ops.shapeOf(oneHot);
    const share = ops.scale(perSample(ops, reduction, upstream, n), -1);
    const slope = ops.binary('divide', share, picked);
    return { inputs: [ops.binary('multiply', oneHot, slope), undefined], params: {} };
  },
  sample: (sampler) => ({
    inputs: scoresAndLabels(sampler, 'positive'),
    attrs: { reduction: sampler.choice(reductions), epsilon: sampler.choice([0, 1e-10]) },
  }),
  moments: (_, { inputs }) => momentsOfRows(inputs),
  explainOutput({ reduction, epsilon }, from, _slot, index) {
    const classes = from.inputs[0][1];
    return explainReduced(reduction, from, index, (n) => {
      const label = from.read(from.input(1, n));
      const p = from.input(0, n * classes + label);
      return call('negative', call('log', sum([p, constant(epsilon, 'ε')])));
    });
  },
  explainInputGradient({ reduction }, from, slot, index) {
    if (slot === 1) return sum([]); // a label is an index: it has no slope
    const n = Math.floor(index / from.inputs[0][1]);
    return product(
      from.saved('oneHot', index),
      quotient(call('negative', explainPerSample(reduction, from, n)), from.saved('picked', n)),
    );
  },
  explainParamGradient: () => sum([]),
});
