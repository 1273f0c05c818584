import { difference, type Expression, product, sum } from '../../trace/expression.ts';
import { explainPower, minus, one, oneMinusExp, powerFunction, scaled } from '../elements.ts';
import { defineLayer, type Provenance } from '../layer.ts';
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
import { explainLogSumExp, rowCells, stableLogSoftmax } from '../stable.ts';

interface FocalLossAttributes {
  readonly reduction: Reduction;
  /** How strongly what is already well read is played down; 0 is cross-entropy. */
  readonly gamma: number;
}

/**
 * Logits [N, K] and labels [N] → −(1 − p)^γ log p with p = softmax(z)[label]. Saved: `target`,
 * `probabilities` [N, K], `logarithm` log p, `doubt` 1 − p [N, 1].
 */
export const focalLoss = defineLayer<FocalLossAttributes>({
  params: [],
  formula: {
    forward:
      'L = -(1 - p)^{\\gamma} \\log p, \\qquad p = \\operatorname{softmax}(z)_{\\text{label}}',
    backward:
      '\\frac{\\partial L}{\\partial z_i} = \\big(\\gamma\\,p\\,(1 - p)^{\\gamma - 1} \\log p - (1 - p)^{\\gamma}\\big)\\,\\big([\\,i = \\text{label}\\,] - s_i\\big)',
    source: 'Lin, Goyal, Girshick, He, Dollár: Focal loss for dense object detection (2017)',
  },
  attributes: (reader) => ({
    reduction: readReduction(reader),
    gamma: reader.number('gamma', 2, 0, 10),
  }),
  shapes: ({ reduction }, inputs) => lossShapes(reduction, inputs),
  forward(ops, { reduction, gamma }, _, [logits, labels]) {
    const target = ops.oneHot(labels, ops.shapeOf(logits)[1]);
    const logs = stableLogSoftmax(ops, logits);
    const logarithm = ops.reduce('sum', ops.binary('multiply', target, logs), 'last');
    const doubt = ops.map(oneMinusExp, logarithm);
    const losses = ops.binary('multiply', ops.map(powerFunction(gamma), doubt), logarithm);
    return {
      outputs: [ops.scale(reduceLoss(ops, reduction, losses), -1)],
      saved: { target, probabilities: ops.unary('exp', logs), logarithm, doubt },
    };
  },
  vjp(ops, { reduction, gamma }, _, { target, probabilities, logarithm, doubt }, [upstream]) {
    const [n] = ops.shapeOf(target);
    const p = ops.unary('exp', logarithm);
    const steep = ops.scale(ops.map(powerFunction(gamma - 1), doubt), gamma);
    const rising = ops.binary('multiply', ops.binary('multiply', steep, p), logarithm);
    const slope = ops.binary('subtract', rising, ops.map(powerFunction(gamma), doubt));
    const share = ops.binary('multiply', slope, perSample(ops, reduction, upstream, n));
    const toward = ops.binary('subtract', target, probabilities);
    return { inputs: [ops.binary('multiply', toward, share), undefined], params: {} };
  },
  sample: (sampler) => ({
    inputs: scoresAndLabels(sampler),
    attrs: { reduction: sampler.choice(reductions), gamma: sampler.choice([0, 1, 2, 2.5]) },
  }),
  moments: (_, { inputs }) => momentsOfRows(inputs),
  explainOutput({ reduction, gamma }, from, _slot, index) {
    return explainReduced(reduction, from, index, (n) =>
      minus(product(explainPower(from.saved('doubt', n), gamma), explainLogarithm(from, n))),
    );
  },
  explainInputGradient({ reduction, gamma }, from, slot, index) {
    if (slot === 1) return sum([]); // a label is an index: it has no slope
    const n = Math.floor(index / from.inputs[0][1]);
    const doubt = from.saved('doubt', n);
    const weight = explainPower(doubt, gamma);
    const p = difference(one, doubt);
    const steep = explainPower(doubt, gamma - 1);
    const rising = scaled(gamma, product(p, steep, from.saved('logarithm', n)));
    return product(
      gamma === 0 ? minus(weight) : difference(rising, weight),
      difference(from.saved('target', index), from.saved('probabilities', index)),
      explainPerSample(reduction, from, n),
    );
  },
  explainParamGradient: () => sum([]),
});

/** Σ_k t_k (z_k − logsumexp z) */
function explainLogarithm(from: Provenance, n: number): Expression {
  const classes = from.inputs[0][1];
  const row = rowCells(from, n * classes, classes);
  const total = explainLogSumExp(row);
  return sum(
    row.map((z, k) => product(from.saved('target', n * classes + k), difference(z, total))),
  );
}
