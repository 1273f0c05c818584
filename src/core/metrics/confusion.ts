import { type HostTensor, type Numbers, shapeText } from '../../trace/tensor.ts';
import { expectLabels, ratio } from './ranking.ts';

/**
 * How often class [true, predicted] came about: [K, K].
 *
 * @param labels [N], 0 … K − 1
 * @param predicted [N], 0 … K − 1
 */
export function confusionMatrix(labels: Numbers, predicted: Numbers, classes: number): HostTensor {
  expectLabels(labels, predicted.length, classes);
  expectLabels(predicted, labels.length, classes);
  const counts = new Int32Array(classes * classes);
  for (let n = 0; n < labels.length; n++) counts[labels[n] * classes + predicted[n]]++;
  return { shape: [classes, classes], dtype: 'int32', data: counts };
}

/** Precision, recall and their harmonic mean, each 0 … 1; 0/0 counts as 0. */
export interface Quality {
  /** Of those called so, the share that are. */
  readonly precision: number;
  /** Of those that are, the share called so. */
  readonly recall: number;
  /** 2PR / (P + R) = 2TP / (2TP + FP + FN) */
  readonly f1: number;
}

export interface ClassQuality extends Quality {
  /** How many samples are of this class. */
  readonly support: number;
}

export interface Report {
  /** The share of samples on the diagonal. */
  readonly accuracy: number;
  readonly perClass: readonly ClassQuality[];
  /** Means over classes, each counting the same: macro F1 is the mean of the classes' F1. */
  readonly macro: Quality;
  /** From the counts of all classes together: all three equal the accuracy. */
  readonly micro: Quality;
  /** Means over classes, weighted by their support. */
  readonly weighted: Quality;
}

/** @throws RangeError when the confusion is not [K, K] */
export function reportOf({ shape, data }: HostTensor): Report {
  const [classes] = shape;
  if (shape.length !== 2 || shape[1] !== classes) {
    throw new RangeError(`expected a confusion of K × K, got ${shapeText(shape)}`);
  }
  const all = Array.from({ length: classes }, (_, k) => countsOf(data, classes, k));
  const total = sumOver(all, ({ hits, misses }) => hits + misses);
  const hits = sumOver(all, (counts) => counts.hits);
  const perClass = all.map((counts) => ({
    ...qualityOf(counts),
    support: counts.hits + counts.misses,
  }));
  return {
    accuracy: ratio(hits, total),
    perClass,
    macro: meanOf(perClass, () => 1),
    micro: qualityOf({
      hits,
      misses: sumOver(all, (counts) => counts.misses),
      falseAlarms: sumOver(all, (counts) => counts.falseAlarms),
    }),
    weighted: meanOf(perClass, ({ support }) => support),
  };
}

/** One class against the rest: true positives, false negatives, false positives. */
interface Counts {
  readonly hits: number;
  readonly misses: number;
  readonly falseAlarms: number;
}

function countsOf(confusion: Numbers, classes: number, k: number): Counts {
  let ofClass = 0;
  let calledSo = 0;
  for (let other = 0; other < classes; other++) {
    ofClass += confusion[k * classes + other];
    calledSo += confusion[other * classes + k];
  }
  const hits = confusion[k * classes + k];
  return { hits, misses: ofClass - hits, falseAlarms: calledSo - hits };
}

const qualityOf = ({ hits, misses, falseAlarms }: Counts): Quality => ({
  precision: ratio(hits, hits + falseAlarms),
  recall: ratio(hits, hits + misses),
  f1: ratio(2 * hits, 2 * hits + falseAlarms + misses),
});

function meanOf(
  classes: readonly ClassQuality[],
  weight: (quality: ClassQuality) => number,
): Quality {
  const total = sumOver(classes, weight);
  const mean = (value: (quality: ClassQuality) => number): number =>
    ratio(
      sumOver(classes, (quality) => weight(quality) * value(quality)),
      total,
    );
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
  };
}

const sumOver = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);
