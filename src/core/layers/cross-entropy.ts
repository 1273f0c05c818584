import { difference, type Expression, product, sum } from '../../trace/expression.ts';
import { defineLayer, type Provenance } from '../layer.ts';
import type { Ops } from '../ops.ts';
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

interface CrossEntropyAttributes {
  readonly reduction: Reduction;
  /** Share of the target that is spread evenly over all classes: 0 ≤ e ≤ 1. */
  readonly labelSmoothing: number;
  /** What a sample of each class counts, [K]; 'mean' divides by their sum. All count 1 if empty. */
  readonly classWeights: readonly number[];
}

/**
 * Logits [N, K] and labels [N] → −Σ t log softmax(z), with t = (1 − e)·one-hot + e/K. From logits,
 * so that no probability is ever small enough to lose its logarithm. `probabilities` and `target`
 * [N, K] are saved.
 */
export const crossEntropy = defineLayer<CrossEntropyAttributes>({
  params: [],
  formula: {
    forward: 'L = \\log \\sum_j e^{z_j} - z_{\\text{label}}',
    backward:
      '\\frac{\\partial L}{\\partial z_i} = s_i - [\\,i = \\text{label}\\,], \\qquad s = \\operatorname{softmax}(z)',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 6.2.2.3',
  },
  attributes: (reader) => ({
    reduction: readReduction(reader),
    labelSmoothing: reader.number('labelSmoothing', 0, 0, 1),
    classWeights: reader.numbers('classWeights', 0, 1e6),
  }),
  shapes({ reduction, classWeights }, inputs) {
    const shapes = lossShapes(reduction, inputs);
    const classes = inputs[0][1];
    if (classWeights.length !== 0 && classWeights.length !== classes) {
      throw new RangeError(`expected ${classes} class weights, got ${classWeights.length}`);
    }
    return shapes;
  },
  forward(ops, { reduction, labelSmoothing, classWeights }, _, [logits, labels]) {
    const classes = ops.shapeOf(logits)[1];
    const oneHot = ops.oneHot(labels, classes);
    const target = labelSmoothing === 0 ? oneHot : smooth(oneHot, classes);
    const logs = stableLogSoftmax(ops, logits);
    const losses = ops.reduce('sum', ops.binary('multiply', target, logs), 'last');
    const saved = { target, probabilities: ops.unary('exp', logs) };
    if (classWeights.length === 0) {
      return { outputs: [ops.scale(reduceLoss(ops, reduction, losses), -1)], saved };
    }
    const counts = countsOf(ops, oneHot, classWeights, reduction);
    const weighed = ops.binary('multiply', losses, counts);
    const loss = reduceLoss(ops, withoutMean(reduction), weighed);
    return { outputs: [ops.scale(loss, -1)], saved: { ...saved, counts } };

    function smooth(hard: typeof oneHot, k: number): typeof oneHot {
      const even = ops.upload({ shape: [], dtype: 'float64', data: [labelSmoothing / k] });
      return ops.binary('add', ops.scale(hard, 1 - labelSmoothing), even);
    }
  },
  vjp(ops, { reduction }, _, { target, probabilities, counts }, [upstream]) {
    const [n] = ops.shapeOf(target);
    const slope = ops.binary('subtract', probabilities, target);
    const share = counts
      ? ops.binary('multiply', counts, perSample(ops, withoutMean(reduction), upstream, n))
      : perSample(ops, reduction, upstream, n);
    return { inputs: [ops.binary('multiply', slope, share), undefined], params: {} };
  },
  sample(sampler) {
    const inputs = scoresAndLabels(sampler);
    const [classes] = inputs[0].shape;
    const weights = Array.from({ length: classes }, () => sampler.whole(1, 4) / 2);
    return {
      inputs,
      attrs: {
        reduction: sampler.choice(reductions),
        labelSmoothing: sampler.choice([0, 0.1]),
        classWeights: sampler.choice([[], weights]),
      },
    };
  },
  moments: (_, { inputs }) => momentsOfRows(inputs),
  explainOutput({ reduction, classWeights }, from, _slot, index) {
    if (classWeights.length === 0) {
      return explainReduced(reduction, from, index, (n) => explainSample(from, n));
    }
    return explainReduced(withoutMean(reduction), from, index, (n) =>
      product(from.saved('counts', n), explainSample(from, n)),
    );
  },
  explainInputGradient({ reduction, classWeights }, from, slot, index) {
    if (slot === 1) return sum([]); // a label is an index: it has no slope
    const n = Math.floor(index / from.inputs[0][1]);
    const slope = difference(from.saved('probabilities', index), from.saved('target', index));
    return classWeights.length === 0
      ? product(slope, explainPerSample(reduction, from, n))
      : product(slope, from.saved('counts', n), explainPerSample(withoutMean(reduction), from, n));
  },
  explainParamGradient: () => sum([]),
});

/** Σ_k t_k (logsumexp z − z_k): each class's surprise, weighed by the target. */
function explainSample(from: Provenance, n: number): Expression {
  const classes = from.inputs[0][1];
  const row = rowCells(from, n * classes, classes);
  const total = explainLogSumExp(row);
  return sum(
    row.map((z, k) => product(from.saved('target', n * classes + k), difference(total, z))),
  );
}

/** With class weights the mean is in the samples' counts already. */
const withoutMean = (reduction: Reduction): Reduction => (reduction === 'mean' ? 'sum' : reduction);

/** What each sample counts [N, 1]: its label's weight, for 'mean' as a share of all of them. */
function countsOf<H>(
  ops: Ops<H>,
  oneHot: H,
  classWeights: readonly number[],
  reduction: Reduction,
): H {
  const shape = [classWeights.length, 1];
  const weights = ops.upload({ shape, dtype: 'float64', data: classWeights });
  const own = ops.matMul(oneHot, weights, {});
  return reduction === 'mean' ? ops.binary('divide', own, ops.reduce('sum', own, 'all')) : own;
}
