import { type Shape, sizeOf } from '../../trace/tensor.ts';
import type { ConvGeometry, WindowGeometry } from '../geometry.ts';
import type { HostArray } from '../host/array.ts';
import { patchCount, patchTable } from '../host/convolution.ts';
import { broadcastShape } from '../host/elementwise.ts';
import { HostOps } from '../host/ops.ts';
import type { BinaryName, ReductionAxes, ReductionName, UnaryName } from '../ops.ts';
import { productShape } from '../product-shape.ts';
import type { Kernels, WindowKernel } from './kernels.ts';
import { type WasmArray, WasmStore } from './store.ts';

/** A table of windows in the kernels' memory. */
interface PlacedTable {
  readonly at: number;
  /** How many numbers in a row lie side by side in every window; 0 where windows leave the image. */
  readonly run: number;
}

/**
 * The host's operations with its results in WebAssembly's memory, where kernels of ours do what
 * costs most, four numbers at a time and summed in float32. The rest is the host's own code.
 */
export class WasmOps extends HostOps {
  readonly #kernels: Kernels;
  readonly #memory: WasmStore;
  readonly #tables = new Map<string, PlacedTable>();

  constructor(kernels: Kernels) {
    const store = new WasmStore(kernels.memory);
    super('float32', store);
    this.#kernels = kernels;
    this.#memory = store;
  }

  override reshape(a: HostArray, shape: Shape): HostArray {
    if (sizeOf(shape) !== sizeOf(a.shape)) {
      throw new RangeError(`[${a.shape}] cannot be reshaped to [${shape}]`);
    }
    return this.#memory.at(pointer(a), shape);
  }

  override matMul(a: HostArray, b: HostArray, transpose: { a?: boolean; b?: boolean }): HostArray {
    const { batch, m, k, n } = productShape(a.shape, b.shape, transpose);
    const out = this.#memory.make([...a.shape.slice(0, -2), m, n]);
    const { product, productOfRows } = this.#kernels;
    // From four rows on, the transpose that lets whole rows be summed at once pays.
    const turned = transpose.b && m >= 4 ? this.#memory.make([k, n]).at : undefined;
    for (let i = 0; i < batch; i++) {
      const to = out.at + 4 * i * m * n;
      const left = pointer(a) + 4 * i * m * k;
      const right = pointer(b) + 4 * i * k * n;
      if (!transpose.b) {
        product(to, left, transpose.a ? 1 : k, transpose.a ? m : 1, right, m, k, n, 0);
      } else if (turned === undefined) productOfRows(to, left, right, m, k, n);
      else {
        this.#kernels.transpose(turned, right, n, k);
        product(to, left, k, 1, turned, m, k, n, 0);
      }
    }
    return out;
  }

  override conv2d(x: HostArray, kernel: HostArray, g: ConvGeometry): HostArray {
    const out = this.#memory.make([g.batch, g.outHeight, g.outWidth, g.outChannels]);
    this.#slide(this.#kernels.convolve, out, x, kernel, g);
    return out;
  }

  override conv2dKernelGradient(x: HostArray, upstream: HostArray, g: ConvGeometry): HostArray {
    const out = this.#memory.make([g.windowHeight, g.windowWidth, g.channels, g.outChannels]);
    this.#slide(this.#kernels.kernelGradient, out, x, upstream, g);
    return out;
  }

  #slide(kernel: WindowKernel, out: WasmArray, x: HostArray, other: HostArray, g: ConvGeometry) {
    const { windows, size } = patchCount(g);
    const { at, run } = this.#table(g);
    const patches = this.#memory.make([windows, size]).at;
    const sides = [g.batch, imageSize(g), windows, size, g.outChannels, run] as const;
    kernel(out.at, pointer(x), pointer(other), at, patches, ...sides);
  }

  override conv2dInputGradient(upstream: HostArray, kernel: HostArray, g: ConvGeometry): HostArray {
    const out = this.#memory.make([g.batch, g.inHeight, g.inWidth, g.channels]);
    const { windows, size } = patchCount(g);
    const { at } = this.#table(g);
    const patches = this.#memory.make([windows, size]).at;
    const turned = this.#memory.make([g.outChannels, size]).at;
    const sides = [g.batch, imageSize(g), windows, size, g.outChannels] as const;
    const given = [pointer(upstream), pointer(kernel), at, patches, turned] as const;
    this.#kernels.inputGradient(out.at, ...given, ...sides);
    return out;
  }

  override maxPool(x: HostArray, g: WindowGeometry, named: 'first' | 'last' = 'first') {
    if (named === 'last' || g.channels % 4 !== 0) return super.maxPool(x, g, named);
    const shape = [g.batch, g.outHeight, g.outWidth, g.channels];
    const values = this.#memory.make(shape);
    const winners = this.#memory.make(shape);
    this.#kernels.maxPool(
      values.at,
      winners.at,
      pointer(x),
      g.batch,
      g.inHeight,
      g.inWidth,
      g.channels,
      g.outHeight,
      g.outWidth,
      g.windowHeight,
      g.windowWidth,
      g.strideY,
      g.strideX,
    );
    return { values, winners };
  }

  override maxPoolGradient(upstream: HostArray, winners: HostArray, g: WindowGeometry): HostArray {
    const out = this.#memory.make([g.batch, g.inHeight, g.inWidth, g.channels]);
    const sides = [g.batch, imageSize(g), g.outHeight * g.outWidth, g.channels] as const;
    this.#kernels.maxPoolGradient(out.at, pointer(upstream), pointer(winners), ...sides);
    return out;
  }

  override unary(name: UnaryName, a: HostArray): HostArray {
    if (name !== 'relu' && name !== 'step') return super.unary(name, a);
    const out = this.#memory.make(a.shape);
    this.#kernels[name](out.at, pointer(a), sizeOf(a.shape));
    return out;
  }

  override binary(name: BinaryName, a: HostArray, b: HostArray): HostArray {
    const shape = broadcastShape(a.shape, b.shape);
    const [whole, n] = [sizeOf(shape), sizeOf(b.shape)];
    const fits = sizeOf(a.shape) === whole;
    if ((name === 'add' || name === 'multiply') && fits && n === whole) {
      const out = this.#memory.make(shape);
      this.#kernels[name](out.at, pointer(a), pointer(b), whole);
      return out;
    }
    if (name === 'add' && fits && b.shape.length === 1 && n % 4 === 0 && n === shape.at(-1)) {
      const out = this.#memory.make(shape);
      this.#kernels.addRow(out.at, pointer(a), pointer(b), whole / n, n);
      return out;
    }
    return super.binary(name, a, b);
  }

  override reduce(name: ReductionName, a: HostArray, axes: ReductionAxes): HostArray {
    const n = a.shape.at(-1) ?? 1;
    if (name !== 'sum' || axes !== 'leading' || n % 4 !== 0) return super.reduce(name, a, axes);
    const out = this.#memory.make([n]);
    this.#kernels.sumRows(out.at, pointer(a), sizeOf(a.shape) / n, n);
    return out;
  }

  #table(g: ConvGeometry): PlacedTable {
    const key = JSON.stringify({ ...g, batch: 0, outChannels: 0 });
    const known = this.#tables.get(key);
    if (known) return known;
    const table = patchTable(g);
    const row = g.windowWidth * g.channels;
    const run = g.dilationX === 1 && row >= 4 && !table.includes(-1) ? row : 0;
    const placed = { at: this.#memory.keep(table), run };
    this.#tables.set(key, placed);
    return placed;
  }
}

/** All handles of a run lie in the kernels' memory. */
const pointer = (a: HostArray): number => a.data.byteOffset;

const imageSize = (g: WindowGeometry): number => g.inHeight * g.inWidth * g.channels;
