import { HostEngine } from '../../core/host/engine.ts';
import type { Graph } from '../../trace/graph.ts';
import { hostTensor, type Numbers } from '../../trace/tensor.ts';
import { activationOf, gradientOf, savedOf, type Trace } from '../../trace/trace.ts';

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

const engine = new HostEngine('float64');

/** x → max-pool → y → L = Σ upstream · y: the weights of the last layer are the upstream gradient. */
function poolGraph(geometry: Geometry): Graph {
  const windows = windowsPerSide(geometry) ** 2;
  const { size, stride } = geometry;
  return {
    inputs: [{ id: 'x', shape: [side, side, 1], dtype: 'real' }],
    params: [
      { id: 'upstream', shape: [1, windows] },
      { id: 'zero', shape: [1] },
    ],
    nodes: [
      {
        id: 'pool',
        kind: 'maxPool2d',
        attrs: { size: [size, size], strides: [stride, stride] },
        inputs: ['x'],
        outputs: ['y'],
        params: {},
      },
      { id: 'flat', kind: 'flatten', attrs: {}, inputs: ['y'], outputs: ['row'], params: {} },
      {
        id: 'rest',
        kind: 'dense',
        attrs: {},
        inputs: ['row'],
        outputs: ['loss'],
        params: { weights: 'upstream', bias: 'zero' },
      },
    ],
    loss: 'loss',
  };
}

/** Runs N inputs [N, 4, 4] forward and back in float64, on the host engine. */
export function recordPool(x: Numbers, upstream: readonly number[], geometry: Geometry): Trace {
  const count = x.length / side ** 2;
  return engine.recordNow({
    graph: poolGraph(geometry),
    params: {
      upstream: hostTensor([1, upstream.length], upstream),
      zero: hostTensor([1], [0]),
    },
    inputs: { x: hostTensor([count, side, side, 1], x) },
  });
}

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

/** One run with all that the figure shows; each partial gradient is a run of its own. */
export function runPool(
  x: readonly number[],
  upstream: readonly number[],
  geometry: Geometry,
): PoolRun {
  const trace = recordPool(x, upstream, geometry);
  const routed = Array.from({ length: upstream.length + 1 }, (_, k) => {
    const sent = upstream.map((value, window) => (window < k ? value : 0));
    return [...gradientOf(recordPool(x, sent, geometry), 'x').sum.data];
  });
  return {
    geometry,
    x,
    upstream,
    pooled: [...activationOf(trace, 'y').data],
    winners: [...savedOf(trace, 'pool', 'winners').data],
    routed,
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
