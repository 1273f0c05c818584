import { maxPool2d } from '../../core/layers/max-pool2d.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { type Board, type Fault, type Geometry, type Model, tenths } from './board.ts';

/** Rows and columns of the input. */
export const side = 4;
/** Upstream values are taken from a square of as many rows as windows fit at most. */
const upstreamSide = 3;

export interface MaxPoolBoard extends Board {
  readonly kind: 'max-pool';
  readonly x: readonly number[];
  /** Windows along one side. */
  readonly across: number;
  /** The cells that each window sees. */
  readonly seen: readonly (readonly number[])[];
}

const placeOf = (cell: number): string =>
  `row\u00a0${Math.floor(cell / side) + 1}, column\u00a0${(cell % side) + 1}`;

function windowCells(window: number, across: number, { size, stride }: Geometry): number[] {
  const [top, left] = [Math.floor(window / across) * stride, (window % across) * stride];
  return Array.from(
    { length: size * size },
    (_, i) => (top + Math.floor(i / size)) * side + left + (i % size),
  );
}

export const maxPool: Model<MaxPoolBoard> = {
  written: {
    input: [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6],
    upstream: [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9],
    weights: [],
  },
  fits: ({ input, upstream }) =>
    input.length === side ** 2 && upstream.length === upstreamSide ** 2,
  sample: (random) => ({
    input: Array.from({ length: side ** 2 }, () => random.below(10)),
    upstream: Array.from({ length: upstreamSide ** 2 }, () => tenths(random, 1.2)),
    weights: [],
  }),
  board({ input: x, upstream }, geometry) {
    const { size, stride } = geometry;
    const layer = new LoneLayer(maxPool2d, { size: [size, size], strides: [stride, stride] });
    const across = Math.floor((side - size) / stride) + 1;
    const windows = Array.from({ length: across ** 2 }, (_, window) => window);
    const image = hostTensor([1, side, side, 1], x);
    const back = (values: readonly number[]) =>
      layer.pullBack([image], hostTensor([1, across, across, 1], values)).inputs[0]?.data ?? [];
    const delta = windows.map(
      (w) => upstream[Math.floor(w / across) * upstreamSide + (w % across)],
    );
    // A 1 sent back through one window alone shows which cell it is tied to.
    const winners = windows.map((w) =>
      Array.from(back(windows.map((other) => (other === w ? 1 : 0)))).indexOf(1),
    );
    const seen = windows.map((w) => windowCells(w, across, geometry));
    const largest = winners.map((winner) => formatNumber(x[winner]));
    const fault = (w: number, place: number | undefined): Fault => {
      const winner = winners[w];
      const value = formatSigned(delta[w]);
      if (place === undefined) {
        return {
          state: 'wrong',
          because: `The ${value} of window ${w + 1} was left over; it belongs to the ${largest[w]} at ${placeOf(winner)}.`,
        };
      }
      if (!seen[w].includes(place)) {
        return {
          state: 'wrong',
          because: `Window ${w + 1} does not see ${placeOf(place)}, so its ${value} cannot come there.`,
        };
      }
      if (x[place] === x[winner]) {
        return {
          state: 'tie',
          because: `Window ${w + 1} is a tie: the ${largest[w]} at ${placeOf(place)} is just as large, but the rule takes the first in reading order, ${placeOf(winner)}. There is no slope that would prove either.`,
        };
      }
      return {
        state: 'wrong',
        because: `The ${formatNumber(x[place])} at ${placeOf(place)} lost window ${w + 1} to the ${largest[w]}, so nothing that it does changes the output.`,
      };
    };
    return {
      kind: 'max-pool',
      task: `Each of the ${windows.length} windows (${size} × ${size}, stride ${stride}) hands back one number. Carry every chip to the cell that gets it: drag it, or click it and then the cell. Two on one cell add up.`,
      x,
      across,
      seen,
      chips: windows.map((w) => ({
        name: `${formatSigned(delta[w])} of window ${w + 1}`,
        text: formatSigned(delta[w]),
        value: delta[w],
        id: `window ${w}`,
        likeness: `window ${w}`,
        allowed: x.map((_, cell) => cell),
      })),
      places: x.map((value, cell) => ({
        name: `${placeOf(cell)}, which holds ${formatNumber(value)}`,
        row: Math.floor(cell / side),
        column: cell % side,
        input: cell,
      })),
      entries: [],
      truth: { placed: winners, given: [] },
      gradient: Array.from(back(delta)),
      reason(w) {
        const tied = seen[w].filter((cell) => x[cell] === x[winners[w]]).length;
        const tie = tied > 1 ? ` It is one of ${tied} equals, and the first in reading order.` : '';
        return `Window ${w + 1} was won by the ${largest[w]} at ${placeOf(winners[w])}: all of its ${formatSigned(delta[w])} goes there.${tie}`;
      },
      fault,
      reasonEntry: () => '',
      faultEntry: () => '',
    };
  },
};
