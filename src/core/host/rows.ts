import { sizeOf } from '../../trace/tensor.ts';
import type { HostArray, Reals } from './array.ts';

/** Sums or maxima of each row of the last axis, or, `leading`, of each column over all rows. */
export function reduceRows(out: Reals, name: 'sum' | 'max', a: HostArray): void {
  const length = a.shape[a.shape.length - 1] ?? 1;
  const { data } = a;
  for (let row = 0; row < out.length; row++) {
    const from = row * length;
    let total = name === 'sum' ? 0 : data[from];
    for (let j = from; j < from + length; j++) {
      if (name === 'sum') total += data[j];
      else if (data[j] > total || Number.isNaN(data[j])) total = data[j];
    }
    out[row] = total;
  }
}

export function reduceColumns(out: Reals, name: 'sum' | 'max', a: HostArray): void {
  const length = out.length;
  const rows = sizeOf(a.shape) / length;
  const totals = new Float64Array(length);
  for (let j = 0; j < length; j++) totals[j] = name === 'sum' ? 0 : a.data[j];
  for (let row = 0; row < rows; row++) {
    const from = row * length;
    for (let j = 0; j < length; j++) {
      const value = a.data[from + j];
      if (name === 'sum') totals[j] += value;
      else if (value > totals[j] || Number.isNaN(value)) totals[j] = value;
    }
  }
  out.set(totals);
}

/** Where each row of the last axis has its largest element: the first on a tie, a NaN wins. */
export function argMaxRows(out: Reals, a: HostArray): void {
  const length = a.shape[a.shape.length - 1] ?? 1;
  const { data } = a;
  for (let row = 0; row < out.length; row++) {
    const from = row * length;
    let best = 0;
    for (let j = 1; j < length; j++) {
      const wins = data[from + j] > data[from + best] || Number.isNaN(data[from + j]);
      if (wins && !Number.isNaN(data[from + best])) best = j;
    }
    out[row] = best;
  }
}

/** Copies `width` columns of each row: from column `fromStart` of rows of `fromLength` and so on. */
export function copyColumns(
  out: Reals,
  to: { readonly start: number; readonly length: number },
  data: Reals,
  from: { readonly start: number; readonly length: number },
  width: number,
): void {
  const rows = out.length / to.length;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) {
      out[row * to.length + to.start + j] = data[row * from.length + from.start + j];
    }
  }
}
