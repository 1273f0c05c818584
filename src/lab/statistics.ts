import type { Numbers } from '../trace/tensor.ts';

/** What can be said of a tensor's numbers in a line. */
export interface Statistics {
  readonly size: number;
  readonly nan: number;
  /** How many are +∞ or −∞. */
  readonly infinite: number;
  /** How many are exactly 0. */
  readonly zeros: number;
  /** Of the finite numbers; NaN where there are none. */
  readonly mean: number;
  /** √(Σ (x − mean)² / n) of the finite numbers; NaN where there are none. */
  readonly deviation: number;
  /** The smallest and the largest finite number; 0 where there are none. */
  readonly least: number;
  readonly largest: number;
  /** ‖x‖ = √(Σ x²): NaN as soon as one number is, ∞ as soon as one is infinite. */
  readonly norm: number;
}

export function statisticsOf(data: Numbers): Statistics {
  let [nan, infinite, zeros, sum, count] = [0, 0, 0, 0, 0];
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const x = data[i];
    if (Number.isNaN(x)) nan += 1;
    else if (!Number.isFinite(x)) infinite += 1;
    else {
      if (x === 0) zeros += 1;
      count += 1;
      sum += x;
      if (x < least) least = x;
      if (x > largest) largest = x;
    }
  }
  const mean = count > 0 ? sum / count : Number.NaN;
  // Squares of shares: neither tiny nor huge numbers leave what a double holds.
  const unit = count > 0 ? Math.max(Math.abs(least), Math.abs(largest)) : 0;
  let squares = 0;
  let spread = 0;
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) continue;
    if (unit > 0) squares += (data[i] / unit) ** 2;
    spread += (data[i] - mean) ** 2;
  }
  return {
    size: data.length,
    nan,
    infinite,
    zeros,
    mean,
    deviation: count > 0 ? Math.sqrt(spread / count) : Number.NaN,
    least: count > 0 ? least : 0,
    largest: count > 0 ? largest : 0,
    norm:
      nan > 0 ? Number.NaN : infinite > 0 ? Number.POSITIVE_INFINITY : unit * Math.sqrt(squares),
  };
}
