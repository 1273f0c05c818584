import { type HostTensor, hostTensor } from '../../trace/tensor.ts';
import type { Quantities } from '../definition.ts';
import type { Attributes } from './attributes.ts';

/** What a loss is given. */
export interface Batch {
  readonly classes: number;
  /** [N, K], row by row. */
  readonly logits: readonly number[];
  /** [N] */
  readonly labels: readonly number[];
  /** [N, K] of zeros and ones: classes that are true besides the label, for one sigmoid a class. */
  readonly also: readonly number[];
  /** [K] */
  readonly weights: readonly number[];
}

/** How far a logit may be typed or linked. */
export const largestLogit = 1000;
const largestCount = 10;

export const logitTensor = ({ logits, classes, labels }: Batch): HostTensor =>
  hostTensor([labels.length, classes], logits);

/** Integer encoding: one class index for each sample. */
export const labelTensor = ({ labels }: Batch): HostTensor => ({
  shape: [labels.length],
  dtype: 'int32',
  data: Int32Array.from(labels),
});

/** One-hot encoding [N, K]: a 1 at the label, 0 elsewhere. */
export const oneHot = ({ labels, classes }: Batch): readonly number[] =>
  labels.flatMap((label) => Array.from({ length: classes }, (_, k) => (k === label ? 1 : 0)));

/** Several labels at once [N, K]: the label and whatever is true besides. */
export const severalHot = (batch: Batch): readonly number[] =>
  oneHot(batch).map((one, i) => Math.max(one, batch.also[i]));

/** Names of the page's quantities. */
export function namesOf({ experiment, logits, label }: Attributes) {
  return {
    logits: logits ?? `${experiment}/logits`,
    labels: label ?? `${experiment}/labels`,
    also: `${experiment}/also`,
    weights: `${experiment}/weights`,
  };
}

/** The batch as the page has it, and the names of what did not fit and stays as written. */
export function batchOf(
  attributes: Attributes,
  quantities: Quantities,
): { readonly batch: Batch; readonly misfits: readonly string[] } {
  const names = namesOf(attributes);
  const misfits: string[] = [];
  const read = (
    name: string,
    fits: (values: readonly number[], shape: readonly number[]) => boolean,
  ): readonly number[] | undefined => {
    const quantity = quantities[name];
    if (quantity === undefined) return undefined;
    if (fits(quantity.values, quantity.shape)) return quantity.values;
    misfits.push(name);
    return undefined;
  };
  const written = attributes.start.split(' ').map(Number);
  const logits = read(
    names.logits,
    (values, shape) =>
      [1, 2].includes(shape.length) &&
      shape.every((side) => Number.isInteger(side) && side >= 1 && side <= largestCount) &&
      (shape.at(-1) ?? 0) >= 2 &&
      values.length === shape.reduce((a, b) => a * b, 1) &&
      values.every((z) => Math.abs(z) <= largestLogit),
  );
  const classes = logits ? (quantities[names.logits].shape.at(-1) ?? 0) : written.length;
  const rows = logits ?? written;
  const samples = rows.length / classes;
  const isClass = (value: number) => Number.isInteger(value) && value >= 0 && value < classes;
  const labels = read(names.labels, (values) => values.length === samples && values.every(isClass));
  const also = read(
    names.also,
    (values) => values.length === rows.length && values.every((x) => x === 0 || x === 1),
  );
  const weights = read(
    names.weights,
    (values) => values.length === classes && values.every((w) => w >= 0 && w <= 100),
  );
  const batch: Batch = {
    classes,
    logits: rows,
    labels: labels ?? new Array<number>(samples).fill(Math.min(attributes.startLabel, classes - 1)),
    also: also ?? new Array<number>(rows.length).fill(0),
    weights: weights ?? Array.from({ length: classes }, (_, k) => (k === 0 ? 3 : 1)),
  };
  return { batch, misfits };
}

/**
 * The batch with other counts. New classes get the logit 0; new samples are copies of the first, so
 * that the mean stays what it was.
 */
export function resized(batch: Batch, samples: number, classes: number): Batch {
  const row = (values: readonly number[], n: number) =>
    Array.from({ length: classes }, (_, k) => {
      const from = n < batch.labels.length ? n : 0;
      return k < batch.classes ? values[from * batch.classes + k] : 0;
    });
  const rows = Array.from({ length: samples }, (_, n) => n);
  return {
    classes,
    logits: rows.flatMap((n) => row(batch.logits, n)),
    labels: rows.map((n) => Math.min(batch.labels[n] ?? batch.labels[0], classes - 1)),
    also: rows.flatMap((n) => row(batch.also, n)),
    weights: Array.from({ length: classes }, (_, k) => batch.weights[k] ?? 1),
  };
}
