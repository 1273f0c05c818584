import { quantile } from '../frame-watch.ts';

/** Some measurements of one thing. */
export interface Summary {
  readonly median: number;
  /** 95% of the measurements were no worse. */
  readonly p95: number;
  readonly count: number;
}

/** Of times, or of anything else where less is better. */
export function summaryOf(measured: readonly number[]): Summary {
  if (measured.length === 0) throw new RangeError('nothing was measured');
  return {
    median: quantile(measured, 0.5),
    p95: quantile(measured, 0.95),
    count: measured.length,
  };
}

/** Of how much is done in a second, from the milliseconds that `amount` took each time. */
export function rateOf(amount: number, ms: readonly number[]): Summary {
  const { median, p95, count } = summaryOf(ms);
  return { median: (1000 * amount) / median, p95: (1000 * amount) / p95, count };
}

/** |a − b| as a share of the larger, at least 1 of anything smaller: 0 when they are equal. */
export function difference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * The largest difference of two rows of numbers, as a share of the largest magnitude in the first;
 * NaN when something is not a number, Infinity when the lengths differ.
 */
export function rowDifference(truth: readonly number[], other: readonly number[]): number {
  if (truth.length !== other.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let apart = 0;
  for (const [at, value] of truth.entries()) {
    largest = Math.max(largest, Math.abs(value));
    apart = Math.max(apart, Math.abs(value - other[at]));
  }
  return apart === 0 ? 0 : apart / largest;
}
