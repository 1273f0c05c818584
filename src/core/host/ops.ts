import { type HostTensor, type Shape, sizeOf } from '../../trace/tensor.ts';
import { type BorderGeometry, borderedShape } from '../border.ts';
import type { ElementFunction } from '../element.ts';
import type { ConvGeometry, WindowGeometry } from '../geometry.ts';
import type { BinaryName, Ops, ReductionAxes, ReductionName, UnaryName } from '../ops.ts';
import { productShape } from '../product-shape.ts';
import { Arena, type HostArray, type Precision, type Reals, type Store } from './array.ts';
import { border, borderGradient } from './border.ts';
import {
  convolve,
  inputGradient,
  kernelGradient,
  type PatchTable,
  patchCount,
  patchTable,
} from './convolution.ts';
import { binary, broadcastShape, unary } from './elementwise.ts';
import {
  avgPool,
  avgPoolGradient,
  maxPool,
  maxPoolGradient,
  maxPoolSharesGradient,
  maxPoolWinnerCounts,
} from './pooling.ts';
import { productNN, productNT, productTN } from './product.ts';
import { argMaxRows, copyColumns, reduceColumns, reduceRows } from './rows.ts';

/**
 * The table of operations on typed arrays. Results live in an arena: they are good until
 * `reset`, so whoever runs a graph copies out what it keeps.
 */
export class HostOps implements Ops<HostArray> {
  readonly #store: Store;
  readonly #tables = new Map<string, PatchTable>();
  #row = new Float64Array(0);

  /** @param store where results lie: an arena of this precision, or memory of another kind */
  constructor(precision: Precision, store: Store = new Arena(precision)) {
    this.#store = store;
  }

  /** Ends a run: every handle it made is void. */
  reset(): void {
    this.#store.reset();
  }

  shapeOf(a: HostArray): Shape {
    return a.shape;
  }

  upload(tensor: HostTensor): HostArray {
    const to = this.#make(tensor.shape);
    const { data } = tensor;
    to.data.set(data);
    return to;
  }

  reshape(a: HostArray, shape: Shape): HostArray {
    if (sizeOf(shape) !== a.data.length) {
      throw new RangeError(`[${a.shape}] cannot be reshaped to [${shape}]`);
    }
    return { shape, data: a.data };
  }

  matMul(a: HostArray, b: HostArray, transpose: { a?: boolean; b?: boolean }): HostArray {
    const { batch, m, k, n } = productShape(a.shape, b.shape, transpose);
    const out = this.#make([...a.shape.slice(0, -2), m, n]);
    if (this.#row.length < n) this.#row = new Float64Array(n);
    for (let i = 0; i < batch; i++) {
      const to = part(out.data, i, m * n);
      const left = part(a.data, i, m * k);
      const right = part(b.data, i, k * n);
      if (transpose.a) productTN(to, left, right, m, k, n, this.#row);
      else if (transpose.b) productNT(to, left, right, m, k, n);
      else productNN(to, 0, left, 0, right, m, k, n);
    }
    return out;
  }

  conv2d(x: HostArray, kernel: HostArray, g: ConvGeometry): HostArray {
    const out = this.#make([g.batch, g.outHeight, g.outWidth, g.outChannels]);
    convolve(out.data, x.data, kernel.data, this.#table(g), this.#patches(g), g);
    return out;
  }

  conv2dInputGradient(upstream: HostArray, kernel: HostArray, g: ConvGeometry): HostArray {
    const out = this.#make([g.batch, g.inHeight, g.inWidth, g.channels]);
    inputGradient(out.data, upstream.data, kernel.data, this.#table(g), g);
    return out;
  }

  conv2dKernelGradient(x: HostArray, upstream: HostArray, g: ConvGeometry): HostArray {
    const out = this.#make([g.windowHeight, g.windowWidth, g.channels, g.outChannels]);
    kernelGradient(out.data, x.data, upstream.data, this.#table(g), this.#patches(g), g);
    return out;
  }

  maxPool(x: HostArray, g: WindowGeometry, named: 'first' | 'last' = 'first') {
    const shape = [g.batch, g.outHeight, g.outWidth, g.channels];
    const values = this.#make(shape);
    const winners = this.#make(shape);
    maxPool(values.data, winners.data, x.data, g, named);
    return { values, winners };
  }

  maxPoolWinnerCounts(x: HostArray, values: HostArray, g: WindowGeometry): HostArray {
    const out = this.#make(values.shape);
    maxPoolWinnerCounts(out.data, x.data, values.data, g);
    return out;
  }

  maxPoolSharesGradient(
    shares: HostArray,
    x: HostArray,
    values: HostArray,
    g: WindowGeometry,
  ): HostArray {
    const out = this.#make(x.shape);
    maxPoolSharesGradient(out.data, shares.data, x.data, values.data, g);
    return out;
  }

  maxPoolGradient(upstream: HostArray, winners: HostArray, g: WindowGeometry): HostArray {
    const out = this.#make([g.batch, g.inHeight, g.inWidth, g.channels]);
    maxPoolGradient(out.data, upstream.data, winners.data, g);
    return out;
  }

  avgPool(x: HostArray, g: WindowGeometry): HostArray {
    const out = this.#make([g.batch, g.outHeight, g.outWidth, g.channels]);
    avgPool(out.data, x.data, g);
    return out;
  }

  avgPoolGradient(upstream: HostArray, g: WindowGeometry): HostArray {
    const out = this.#make([g.batch, g.inHeight, g.inWidth, g.channels]);
    avgPoolGradient(out.data, upstream.data, g);
    return out;
  }

  border(x: HostArray, g: BorderGeometry): HostArray {
    const out = this.#make(borderedShape(g));
    border(out.data, x.data, g);
    return out;
  }

  borderGradient(upstream: HostArray, g: BorderGeometry): HostArray {
    const out = this.#make([g.batch, g.height, g.width, g.channels]);
    borderGradient(out.data, upstream.data, g);
    return out;
  }

  map({ host }: ElementFunction, a: HostArray): HostArray {
    const out = this.#make(a.shape);
    for (let i = 0; i < out.data.length; i++) out.data[i] = host(a.data[i]);
    return out;
  }

  slice(a: HostArray, start: number, length: number): HostArray {
    const total = lastOf(a.shape);
    const out = this.#make([...a.shape.slice(0, -1), length]);
    copyColumns(out.data, { start: 0, length }, a.data, { start, length: total }, length);
    return out;
  }

  place(a: HostArray, start: number, total: number): HostArray {
    const length = lastOf(a.shape);
    const out = this.#make([...a.shape.slice(0, -1), total]);
    out.data.fill(0);
    copyColumns(out.data, { start, length: total }, a.data, { start: 0, length }, length);
    return out;
  }

  argMax(a: HostArray): HostArray {
    const out = this.#make(a.shape.slice(0, -1));
    argMaxRows(out.data, a);
    return out;
  }

  unary(name: UnaryName, a: HostArray): HostArray {
    const out = this.#make(a.shape);
    unary(out.data, name, a.data);
    return out;
  }

  binary(name: BinaryName, a: HostArray, b: HostArray): HostArray {
    const out = this.#make(broadcastShape(a.shape, b.shape));
    binary(out.data, out.shape, name, a, b);
    return out;
  }

  scale(a: HostArray, factor: number): HostArray {
    const out = this.#make(a.shape);
    for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i] * factor;
    return out;
  }

  reduce(name: ReductionName, a: HostArray, axes: ReductionAxes): HostArray {
    switch (axes) {
      case 'last': {
        const out = this.#make([...a.shape.slice(0, -1), 1]);
        reduceRows(out.data, name, a);
        return out;
      }
      case 'leading': {
        const out = this.#make(a.shape.slice(-1));
        reduceColumns(out.data, name, a);
        return out;
      }
      case 'all': {
        const out = this.#make([]);
        reduceRows(out.data, name, { shape: [a.data.length], data: a.data });
        return out;
      }
    }
  }

  oneHot(indices: HostArray, classes: number): HostArray {
    const out = this.#make([indices.data.length, classes]);
    out.data.fill(0);
    for (let n = 0; n < indices.data.length; n++) out.data[n * classes + indices.data[n]] = 1;
    return out;
  }

  broadcastTo(a: HostArray, shape: Shape): HostArray {
    const out = this.#make(shape);
    if (a.data.length === 1) out.data.fill(a.data[0]);
    else binary(out.data, shape, 'add', { shape, data: zeros(out.data) }, a);
    return out;
  }

  #make(shape: Shape): HostArray {
    return this.#store.make(shape);
  }

  #patches(g: ConvGeometry): Reals {
    const { windows, size } = patchCount(g);
    return this.#store.scratch(windows * size);
  }

  #table(g: ConvGeometry): PatchTable {
    const key = JSON.stringify({ ...g, batch: 0, outChannels: 0 });
    const known = this.#tables.get(key);
    if (known) return known;
    const table = patchTable(g);
    this.#tables.set(key, table);
    return table;
  }
}

function zeros(buffer: Reals): Reals {
  buffer.fill(0);
  return buffer;
}

/** Part `index` of a buffer that holds equal parts of `size`; the buffer itself if it is the only one. */
function part(buffer: Reals, index: number, size: number): Reals {
  return buffer.length === size ? buffer : buffer.subarray(index * size, (index + 1) * size);
}

const lastOf = (shape: Shape): number => shape[shape.length - 1] ?? 1;
