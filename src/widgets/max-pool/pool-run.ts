import { maxPool2d } from '../../core/layers/max-pool2d.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { hostTensor } from '../../trace/tensor.ts';

/** Rows and columns of the input. */
export const side = 4;

export interface Geometry {
  readonly size: number;
  readonly stride: number;
}

/** Windows along one side: ⌊(h − size) / stride⌋ + 1. */
export function windowsPerSide({ size, stride }: Geometry): number {
  return Math.floor((side - size) / stride) + 1;
}

/** The core's max-pool alone, in float64. */
const layerOf = ({ size, stride }: Geometry): LoneLayer =>
  new LoneLayer(maxPool2d, { size: [size, size], strides: [stride, stride] });

const imagesOf = (x: readonly number[]) => hostTensor([x.length / side ** 2, side, side, 1], x);

/** Pools N inputs [N, 4, 4] at once: N rows of as many numbers as windows. */
export function poolForward(x: readonly number[], geometry: Geometry): readonly number[] {
  return Array.from(layerOf(geometry).forward([imagesOf(x)]).data);
}

/** Sends one row of upstream values back through each of N inputs: [N, 4, 4]. */
export function poolBack(
  x: readonly number[],
  upstream: readonly number[],
  geometry: Geometry,
): readonly number[] {
  const images = imagesOf(x);
  const across = windowsPerSide(geometry);
  const delta = hostTensor([images.shape[0], across, across, 1], upstream);
  return Array.from(layerOf(geometry).pullBack([images], delta).inputs[0]?.data ?? []);
}

/** The flat index of each window's winner, for N inputs: where a 1 sent back through it lands. */
export function poolWinners(x: readonly number[], geometry: Geometry): readonly number[] {
  const windows = windowsPerSide(geometry) ** 2;
  const inputs = rowsOf(x, side ** 2);
  const each = inputs.flatMap((input) => Array.from({ length: windows }, () => input)).flat();
  const ones = inputs.flatMap(() =>
    Array.from({ length: windows ** 2 }, (_, i) => (i % (windows + 1) === 0 ? 1 : 0)),
  );
  return rowsOf(poolBack(each, ones, geometry), side ** 2).map((row) => row.indexOf(1));
}

const rowsOf = (values: readonly number[], length: number): readonly (readonly number[])[] =>
  Array.from({ length: values.length / length }, (_, i) =>
    values.slice(i * length, (i + 1) * length),
  );

export interface PoolRun {
  readonly geometry: Geometry;
  readonly x: readonly number[];
  /** One for each window, in reading order. */
  readonly upstream: readonly number[];
  readonly pooled: readonly number[];
  /** The flat index of each window's winner in the input. */
  readonly winners: readonly number[];
  /** `routed[k]` is the input's gradient when the first k windows have sent theirs back. */
  readonly routed: readonly (readonly number[])[];
}

/** One run with all that the figure shows; the partial gradients are one batch of backward passes. */
export function runPool(
  x: readonly number[],
  upstream: readonly number[],
  geometry: Geometry,
): PoolRun {
  const passes = Array.from({ length: upstream.length + 1 }, (_, k) => k);
  const sent = passes.flatMap((k) => upstream.map((value, window) => (window < k ? value : 0)));
  return {
    geometry,
    x,
    upstream,
    pooled: poolForward(x, geometry),
    winners: poolWinners(x, geometry),
    routed: rowsOf(
      poolBack(
        passes.flatMap(() => x),
        sent,
        geometry,
      ),
      side ** 2,
    ),
  };
}

/** The flat input indices that a window sees, in reading order. */
export function cellsOf(window: number, geometry: Geometry): readonly number[] {
  const { row, column } = cornerOf(window, geometry);
  const { size } = geometry;
  return Array.from({ length: size * size }, (_, i) => {
    const down = Math.floor(i / size);
    return (row + down) * side + column + (i % size);
  });
}

/** The top left cell of a window. */
export function cornerOf(window: number, geometry: Geometry): { row: number; column: number } {
  const across = windowsPerSide(geometry);
  return {
    row: Math.floor(window / across) * geometry.stride,
    column: (window % across) * geometry.stride,
  };
}

/** The cells that hold a window's largest number; more than one is a tie. */
export function largestCells(run: PoolRun, window: number): readonly number[] {
  return cellsOf(window, run.geometry).filter((cell) => run.x[cell] === run.pooled[window]);
}
