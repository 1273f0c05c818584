import type { HostTensor, Numbers } from '../../trace/tensor.ts';
import { expectLabels, ratio, scoresOf } from './ranking.ts';

/** What comes of calling 'yes' wherever the score is at least `threshold`; 0/0 counts as 0. */
export interface ThresholdPoint {
  /** ∞ at the first point, where nothing is called. */
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly precision: number;
  /** Also the true positive rate: the height of the ROC curve. */
  readonly recall: number;
  /** The width of the ROC curve. */
  readonly falsePositiveRate: number;
}

/**
 * One point for each different score, from strict to lenient, with nothing called at all before
 * them. Samples of equal score cross the threshold together.
 *
 * @param scores [N], larger means 'yes'
 * @param positive [N], 1 where the answer is yes, else 0
 * @throws RangeError when the sizes differ, a score is NaN, or an answer neither 0 nor 1
 */
export function thresholdPoints(scores: Numbers, positive: Numbers): ThresholdPoint[] {
  if (scores.length !== positive.length) {
    throw new RangeError(`expected ${scores.length} answers, got ${positive.length}`);
  }
  const samples = Array.from({ length: scores.length }, (_, n) => {
    if (Number.isNaN(scores[n])) throw new RangeError(`score ${n} should be a number, and is NaN`);
    if (positive[n] !== 0 && positive[n] !== 1) {
      throw new RangeError(`answer ${n} should be 0 or 1, and is ${positive[n]}`);
    }
    return { score: scores[n], yes: positive[n] };
  });
  samples.sort((a, b) => (a.score === b.score ? 0 : a.score < b.score ? 1 : -1));
  const positives = samples.reduce((sum, { yes }) => sum + yes, 0);
  const negatives = samples.length - positives;
  const points = [pointAt(Number.POSITIVE_INFINITY, 0, 0, positives, negatives)];
  let hits = 0;
  samples.forEach(({ score, yes }, i) => {
    hits += yes;
    if (samples[i + 1]?.score === score) return;
    points.push(pointAt(score, hits, i + 1 - hits, positives, negatives));
  });
  return points;
}

function pointAt(
  threshold: number,
  hits: number,
  falseAlarms: number,
  positives: number,
  negatives: number,
): ThresholdPoint {
  return {
    threshold,
    truePositives: hits,
    falsePositives: falseAlarms,
    falseNegatives: positives - hits,
    trueNegatives: negatives - falseAlarms,
    precision: ratio(hits, hits + falseAlarms),
    recall: ratio(hits, positives),
    falsePositiveRate: ratio(falseAlarms, negatives),
  };
}

/**
 * Area under the ROC curve, by trapezia: the chance that a random yes scores higher than a random
 * no, ties counting half. 0 where one of the two kinds is missing.
 */
export function areaUnderRoc(points: readonly ThresholdPoint[]): number {
  return points.slice(1).reduce((area, point, i) => {
    const before = points[i];
    const width = point.falsePositiveRate - before.falsePositiveRate;
    return area + (width * (point.recall + before.recall)) / 2;
  }, 0);
}

/** Σ (Rₙ − Rₙ₋₁) Pₙ: the area under the precision–recall curve, as steps. */
export function averagePrecision(points: readonly ThresholdPoint[]): number {
  return points.slice(1).reduce((area, point, i) => {
    return area + (point.recall - points[i].recall) * point.precision;
  }, 0);
}

/** One class against the rest: its column of scores [N, K], and who belongs to it. */
export function oneAgainstRest(
  scores: HostTensor,
  labels: Numbers,
  k: number,
): { scores: number[]; positive: number[] } {
  const { samples, classes, data } = scoresOf(scores);
  expectLabels(labels, samples, classes);
  expectLabels([k], 1, classes);
  return {
    scores: Array.from({ length: samples }, (_, n) => data[n * classes + k]),
    positive: Array.from({ length: samples }, (_, n) => (labels[n] === k ? 1 : 0)),
  };
}
