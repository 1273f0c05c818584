import type { Numbers } from '../../trace/tensor.ts';

export const tieRules = ['first', 'last', 'shared'] as const;
export type TieRule = (typeof tieRules)[number];

/** A pool of 2 × 2 with stride 2 over [rows, columns, channels], and what comes from above. */
export interface Layer {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** What the pool sees, after the ReLU. */
  readonly seen: Numbers;
  /** One for each window, [rows / 2, columns / 2, channels]. */
  readonly upstream: Numbers;
}

/** Flat indices of a window's cells that hold its largest number, in reading order. */
function winnersOf(layer: Layer, row: number, column: number, channel: number): number[] {
  const { columns, channels, seen } = layer;
  const at = (down: number, right: number) =>
    ((2 * row + down) * columns + 2 * column + right) * channels + channel;
  const cells = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)];
  const largest = Math.max(...cells.map((cell) => seen[cell]));
  return cells.filter((cell) => seen[cell] === largest);
}

interface Window {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  readonly winners: readonly number[];
  readonly upstream: number;
}

function eachWindow(layer: Layer, look: (window: Window) => void): void {
  const across = layer.columns / 2;
  for (let row = 0; row < layer.rows / 2; row++) {
    for (let column = 0; column < across; column++) {
      for (let channel = 0; channel < layer.channels; channel++) {
        const upstream = layer.upstream[(row * across + column) * layer.channels + channel];
        look({ row, column, channel, winners: winnersOf(layer, row, column, channel), upstream });
      }
    }
  }
}

/** The gradient that the pool sends back when ties are settled by a rule; `first` is the core's. */
export function route(layer: Layer, rule: TieRule): Float64Array {
  const gradient = new Float64Array(layer.seen.length);
  eachWindow(layer, ({ winners, upstream }) => {
    const takers =
      rule === 'shared' ? winners : rule === 'first' ? winners.slice(0, 1) : winners.slice(-1);
    for (const cell of takers) gradient[cell] += upstream / takers.length;
  });
  return gradient;
}

export interface Sea {
  readonly windows: number;
  readonly ties: number;
  /** Ties of zeros: blank paper, or what the ReLU made zero. */
  readonly zeros: number;
  /** Share of the gradient's magnitude that goes through ties, 0 … 1. */
  readonly share: number;
  /** For each channel, its windows that tie, as row and column. */
  readonly places: readonly (readonly (readonly [row: number, column: number])[])[];
}

/** Counts the ties and the gradient that hangs on them. */
export function seaOf(layer: Layer): Sea {
  const places: [number, number][][] = Array.from({ length: layer.channels }, () => []);
  const count = { windows: 0, ties: 0, zeros: 0 };
  let [tied, all] = [0, 0];
  eachWindow(layer, ({ row, column, channel, winners, upstream }) => {
    count.windows += 1;
    all += Math.abs(upstream);
    if (winners.length === 1) return;
    count.ties += 1;
    if (layer.seen[winners[0]] === 0) count.zeros += 1;
    tied += Math.abs(upstream);
    places[channel].push([row, column]);
  });
  return { ...count, share: all === 0 ? 0 : tied / all, places };
}

/** Cells where two rules still disagree once the ReLU has stopped what falls on zeros. */
export function disagreeBelowRelu(layer: Layer, a: TieRule, b: TieRule): number {
  const [one, other] = [route(layer, a), route(layer, b)];
  return one.reduce(
    (count, value, i) => count + (layer.seen[i] > 0 && value !== other[i] ? 1 : 0),
    0,
  );
}

/** One channel of [rows, columns, channels], row by row. */
export const channelOf = (values: Numbers, channels: number, channel: number): Float64Array =>
  Float64Array.from({ length: values.length / channels }, (_, i) => values[i * channels + channel]);
