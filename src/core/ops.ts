import type { HostTensor, Shape } from '../trace/tensor.ts';
import type { BorderGeometry } from './border.ts';
import type { ElementFunction } from './element.ts';
import type { ConvGeometry, WindowGeometry } from './geometry.ts';

/** Elementwise functions of one argument. `step` is 1 above 0, else 0 (so relu'(0) = 0). */
export type UnaryName = 'exp' | 'log' | 'relu' | 'step';
export type BinaryName = 'add' | 'subtract' | 'multiply' | 'divide';
export type ReductionName = 'sum' | 'max';

/**
 * Which axes a reduction runs over: `last` keeps the axis with size 1 ([…, C] → […, 1]),
 * `leading` leaves only the last axis ([…, C] → [C]), `all` gives a scalar ([]).
 */
export type ReductionAxes = 'last' | 'leading' | 'all';

/**
 * The operations that every layer's rules stand on, over an engine's own opaque handles. An engine
 * is one implementation of this table; whatever is missing does not compile. All real numbers;
 * results follow IEEE 754 (0/0 and ∞/∞ are NaN) on every engine.
 */
export interface Ops<H> {
  shapeOf(a: H): Shape;
  /** A host tensor onto the engine. int32 data are indices. */
  upload(tensor: HostTensor): H;
  reshape(a: H, shape: Shape): H;

  /**
   * […, m, k] × […, k, n] → […, m, n]; a transposed side is given as […, k, m] or […, n, k]. Axes
   * before the last two are the same on both sides: one product for each.
   */
  matMul(a: H, b: H, transpose: { a?: boolean; b?: boolean }): H;

  /** x [N, H, W, C], kernel [kh, kw, C, O] → [N, oH, oW, O]. Cross-correlation: no flip. */
  conv2d(x: H, kernel: H, geometry: ConvGeometry): H;
  /** upstream [N, oH, oW, O] → gradient of x: the full correlation with the kernel turned by 180°. */
  conv2dInputGradient(upstream: H, kernel: H, geometry: ConvGeometry): H;
  /** upstream [N, oH, oW, O] → gradient of the kernel: x correlated with the upstream. */
  conv2dKernelGradient(x: H, upstream: H, geometry: ConvGeometry): H;

  /**
   * The largest cell of each window, and which cell it was: `winners` holds y·W + x in the plane of
   * its own image and channel. Of several that are equal the first in row-major order is named, or
   * the last; a NaN wins against every number.
   */
  maxPool(x: H, geometry: WindowGeometry, named?: 'first' | 'last'): { values: H; winners: H };
  /** Sends each upstream value to its winner; where windows overlap, what arrives adds up. */
  maxPoolGradient(upstream: H, winners: H, geometry: WindowGeometry): H;
  /** How many cells of each window of x are its largest, `values` being what `maxPool` gave. */
  maxPoolWinnerCounts(x: H, values: H, geometry: WindowGeometry): H;
  /** Sends the whole of each share to every cell of its window that is the largest. */
  maxPoolSharesGradient(shares: H, x: H, values: H, geometry: WindowGeometry): H;

  /** The mean of each window's cells that lie inside the image. */
  avgPool(x: H, geometry: WindowGeometry): H;
  /** Shares each upstream value out evenly among the cells of its window. */
  avgPoolGradient(upstream: H, geometry: WindowGeometry): H;
  /** x [N, H, W, C] → the image with its border, which repeats cells of the image. */
  border(x: H, geometry: BorderGeometry): H;
  /** Adds what arrives at each copy of a cell: the gradient of `border`. */
  borderGradient(upstream: H, geometry: BorderGeometry): H;

  unary(name: UnaryName, a: H): H;
  /** Any function of one number, element by element. */
  map(f: ElementFunction, a: H): H;
  /** Elementwise with NumPy's broadcasting (axes aligned from the last). */
  binary(name: BinaryName, a: H, b: H): H;
  scale(a: H, factor: number): H;
  reduce(name: ReductionName, a: H, axes: ReductionAxes): H;
  /** Columns start … start + length − 1 of the last axis. */
  slice(a: H, start: number, length: number): H;
  /** The inverse: a's columns from `start` on in a last axis of `total`, zeros elsewhere. */
  place(a: H, start: number, total: number): H;
  /** […, K] → […]: where in its row the largest element stands; the first one on a tie. */
  argMax(a: H): H;
  /** Class indices [N] (int32) → [N, classes] of zeros and ones. */
  oneHot(indices: H, classes: number): H;
  /** Copies a tensor to a larger shape by NumPy's broadcasting. */
  broadcastTo(a: H, shape: Shape): H;
}
