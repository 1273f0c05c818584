import { scaleLinear, scaleLog } from 'd3';
import { formatNumber } from './number.ts';

/** One direction of a plot. */
export interface Axis {
  /** What is measured along it, with its unit. */
  readonly label: string;
  /** Its two ends; both above 0 on a logarithmic axis. */
  readonly domain: readonly [start: number, end: number];
  readonly kind?: 'linear' | 'log';
  /** Where figures stand; round numbers are found if none are given. */
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

const makeScale = ({ kind, domain }: Axis) =>
  kind === 'log' ? scaleLog(domain, [0, 1]) : scaleLinear(domain, [0, 1]);

/** To make a scale costs a hundred times what it costs to ask it: a line asks for all its points. */
const scales = new WeakMap<Axis, ReturnType<typeof makeScale>>();

function scaleFor(axis: Axis) {
  const scale = scales.get(axis) ?? makeScale(axis);
  scales.set(axis, scale);
  return scale;
}

/**
 * Where a value stands: 0 at the start of the axis, 1 at its end, outside for what lies beyond.
 * What is not positive stands at −∞ on a logarithmic axis; NaN stands nowhere.
 */
export function shareOf(axis: Axis, value: number): number {
  if (axis.kind === 'log' && value <= 0) return Number.NEGATIVE_INFINITY;
  if (!Number.isFinite(value)) return value;
  return scaleFor(axis)(value);
}

/** The same within the axis: what lies beyond stands at its end. */
export const shareWithin = (axis: Axis, value: number): number =>
  Math.min(1, Math.max(0, shareOf(axis, value)));

/** The value at a share of the axis, 0 … 1. */
export function valueAt(axis: Axis, share: number): number {
  return scaleFor(axis).invert(Math.min(1, Math.max(0, share)));
}

/** A value moved along the axis: by so much, on a logarithmic axis by so many powers of ten. */
export function moved(axis: Axis, value: number, by: number): number {
  const [low, high] = [...axis.domain].sort((a, b) => a - b);
  const next = axis.kind === 'log' ? Math.max(value, low) * 10 ** by : value + by;
  // Twelve digits: enough for any step, and 0.1 + 0.2 is 0.3.
  return Math.min(high, Math.max(low, Number(next.toPrecision(12))));
}

export interface Tick {
  readonly value: number;
  /** 0 … 1 along the axis. */
  readonly share: number;
  readonly text: string;
}

/** The figures along an axis. */
export function ticksOf(axis: Axis): readonly Tick[] {
  const { ticks, format = (value: number) => formatNumber(value) } = axis;
  const values = ticks ?? scaleFor(axis).ticks(5);
  return values.map((value) => ({ value, share: shareOf(axis, value), text: format(value) }));
}
