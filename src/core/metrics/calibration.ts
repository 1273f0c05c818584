import type { HostTensor, Numbers } from '../../trace/tensor.ts';
import { expectLabels, predictedClasses, ratio, scoresOf } from './ranking.ts';

/** The samples whose confidence (largest probability) lies in (from, to]. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence; 0 in an empty bin. */
  readonly confidence: number;
  /** The share that is right; 0 in an empty bin. */
  readonly accuracy: number;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** ECE: Σ (share of samples in the bin) · |accuracy − confidence| */
  readonly expectedError: number;
  /** MCE: the largest |accuracy − confidence| of a bin with samples in it. */
  readonly maximumError: number;
}

/**
 * How far a network's confidence is from how often it is right, in equally wide bins. (Guo et al.:
 * On calibration of modern neural networks, 2017)
 *
 * @param probabilities [N, K], each row adding up to 1
 * @param labels [N]
 * @throws RangeError when a confidence is no number in [0, 1]
 */
export function reliabilityOf(
  probabilities: HostTensor,
  labels: Numbers,
  binCount = 15,
): Reliability {
  const { samples, classes, data } = scoresOf(probabilities);
  expectLabels(labels, samples, classes);
  if (!Number.isInteger(binCount) || binCount < 1) {
    throw new RangeError(`the bins should be a whole number in [1, ∞), and are ${binCount}`);
  }
  const sums = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }));
  predictedClasses(probabilities).forEach((predicted, n) => {
    const confidence = data[n * classes + predicted];
    const bin = sums[binAt(confidence, binCount, n)];
    bin.count++;
    bin.confidence += confidence;
    if (predicted === labels[n]) bin.right++;
  });
  const bins = sums.map(({ count, confidence, right }, i) => ({
    from: i / binCount,
    to: (i + 1) / binCount,
    count,
    confidence: ratio(confidence, count),
    accuracy: ratio(right, count),
  }));
  const gaps = bins.map(({ accuracy, confidence }) => Math.abs(accuracy - confidence));
  return {
    bins,
    expectedError: gaps.reduce((sum, gap, i) => sum + gap * ratio(bins[i].count, samples), 0),
    maximumError: Math.max(0, ...gaps),
  };
}

function binAt(confidence: number, bins: number, sample: number): number {
  // Softmax rows may add up to a little more than 1 by rounding.
  if (!(confidence >= 0 && confidence <= 1 + 1e-6)) {
    throw new RangeError(
      `the confidence of sample ${sample} should be a number in [0, 1], and is ${confidence}`,
    );
  }
  return Math.min(Math.max(Math.ceil(confidence * bins) - 1, 0), bins - 1);
}
