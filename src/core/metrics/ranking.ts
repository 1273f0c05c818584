import { type HostTensor, type Numbers, shapeText } from '../../trace/tensor.ts';

/** Rows of scores: [N, K], the K scores of sample n from n · K on. */
export interface Scores {
  readonly samples: number;
  readonly classes: number;
  readonly data: Numbers;
}

/** @throws RangeError when the tensor is not [N, K] with K ≥ 1 */
export function scoresOf({ shape, data }: HostTensor): Scores {
  if (shape.length !== 2 || shape[1] < 1) {
    throw new RangeError(`expected scores of N × K, got ${shapeText(shape)}`);
  }
  return { samples: shape[0], classes: shape[1], data };
}

/** @throws RangeError when there are not as many labels as samples, or one is no class */
export function expectLabels(labels: Numbers, samples: number, classes: number): void {
  if (labels.length !== samples) {
    throw new RangeError(`expected ${samples} labels, got ${labels.length}`);
  }
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n];
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new RangeError(`label ${n} should be a class 0 … ${classes - 1}, and is ${label}`);
    }
  }
}

/** How many classes of a row stand before `label`; of equal scores the earlier class does. */
function rankOf({ classes, data }: Scores, sample: number, label: number): number {
  const at = sample * classes;
  const own = worth(data[at + label]);
  let rank = 0;
  for (let k = 0; k < classes; k++) {
    const other = worth(data[at + k]);
    if (other > own || (other === own && k < label)) rank++;
  }
  return rank;
}

/** A score that is no number stands behind all others. */
const worth = (score: number): number => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score);

/** The class with the largest score in each row of [N, K]; the first one on a tie. */
export function predictedClasses(scores: HostTensor): number[] {
  const { samples, classes, data } = scoresOf(scores);
  return Array.from({ length: samples }, (_, n) => {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if (worth(data[n * classes + k]) > worth(data[n * classes + best])) best = k;
    }
    return best;
  });
}

/**
 * The share of samples whose label is among the k largest of its row, for each k. No samples: 0.
 *
 * @param labels [N]
 * @throws RangeError when a label is no class, or k no whole number from 1 on
 */
export function topKAccuracy(scores: HostTensor, labels: Numbers, ks: readonly number[]): number[] {
  const rows = scoresOf(scores);
  expectLabels(labels, rows.samples, rows.classes);
  const ranks = Array.from({ length: rows.samples }, (_, n) => rankOf(rows, n, labels[n]));
  return ks.map((k) => {
    if (!Number.isInteger(k) || k < 1) {
      throw new RangeError(`top-k: k should be a whole number in [1, ∞), and is ${k}`);
    }
    return ratio(ranks.filter((rank) => rank < k).length, ranks.length);
  });
}

/** a / b, and 0 for 0/0. */
export const ratio = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : a / b);
