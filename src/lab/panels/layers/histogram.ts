import { bin } from 'd3';
import type { Scale } from '../../../draw/scale.ts';
import type { Numbers } from '../../../trace/tensor.ts';

export interface HistogramBin {
  /** From here, included, … */
  readonly from: number;
  /** … to here, excluded but for the last bin. */
  readonly to: number;
  readonly count: number;
}

export interface Histogram {
  readonly bins: readonly HistogramBin[];
  /** Numbers that lie beyond the axis, or are no numbers: with the bins' they make up the size. */
  readonly outside: number;
}

/** Odd, so that zero lies in the middle of the middle bin. */
const SIGNED_BINS = 41;
const BINS = 40;

/** How a tensor's numbers lie along its scale: from 0 to its end, or from −end to +end. */
export function histogramOf(data: Numbers, { kind, end }: Scale): Histogram {
  const count = kind === 'diverging' ? SIGNED_BINS : BINS;
  const start = kind === 'diverging' ? -end : 0;
  const edge = (i: number) => (i === count ? end : start + (i / count) * (end - start));
  const edges = Array.from({ length: count - 1 }, (_, i) => edge(i + 1));
  const binned = bin<number, number>().domain([start, end]).thresholds(edges)(Array.from(data));
  const bins = binned.map(({ length }, i) => ({ from: edge(i), to: edge(i + 1), count: length }));
  const inside = bins.reduce((sum, { count: own }) => sum + own, 0);
  return { bins, outside: data.length - inside };
}
