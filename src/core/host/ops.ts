import { type HostTensor, type Shape, sizeOf } from '../../trace/tensor.ts';
import type { ConvGeometry, WindowGeometry } from '../geometry.ts';
import type { BinaryName, Ops, ReductionAxes, ReductionName, UnaryName } from '../ops.ts';
import { Arena, type HostArray, type Precision, type Reals } from './array.ts';
import {
  convolve,
  inputGradient,
  kernelGradient,
  type PatchTable,
  patchCount,
  patchTable,
} from './convolution.ts';
import { binary, broadcastShape, reduceColumns, reduceRows, unary } from './elementwise.ts';
import { maxPool, maxPoolGradient } from './pooling.ts';
import { productNN, productNT, productTN } from './product.ts';

/**
 * The table of operations on typed arrays. Results live in an arena: they are good until
 * `reset`, so whoever runs a graph copies out what it keeps.
 */
export class HostOps implements Ops<HostArray> {
  readonly #arena: Arena;
  readonly #tables = new Map<string, PatchTable>();
  #row = new Float64Array(0);

  constructor(precision: Precision) {
    this.#arena = new Arena(precision);
  }

  /** Ends a run: every handle it made is void. */
  reset(): void {
    this.#arena.reset();
  }

  shapeOf(a: HostArray): Shape {
    return a.shape;
  }

  upload(tensor: HostTensor): HostArray {
    const to = this.#make(tensor.shape);
    const { data } = tensor;
    for (let i = 0; i < data.length; i++) to.data[i] = data[i];
    return to;
  }

  reshape(a: HostArray, shape: Shape): HostArray {
    if (sizeOf(shape) !== a.data.length) {
      throw new RangeError(`[${a.shape}] cannot be reshaped to [${shape}]`);
    }
    return { shape, data: a.data };
  }

  matMul(a: HostArray, b: HostArray, transpose: { a?: boolean; b?: boolean }): HostArray {
    const [m, k] = transpose.a ? [a.shape[1], a.shape[0]] : a.shape;
    const [inner, n] = transpose.b ? [b.shape[1], b.shape[0]] : b.shape;
    if (k !== inner || (transpose.a && transpose.b)) {
      throw new RangeError(`cannot multiply [${a.shape}] by [${b.shape}]`);
    }
    const out = this.#make([m, n]);
    if (transpose.a) {
      if (this.#row.length < n) this.#row = new Float64Array(n);
      productTN(out.data, a.data, b.data, m, k, n, this.#row);
    } else if (transpose.b) productNT(out.data, a.data, b.data, m, k, n);
    else productNN(out.data, 0, a.data, 0, b.data, m, k, n);
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

  maxPool(x: HostArray, g: WindowGeometry): { values: HostArray; winners: HostArray } {
    const shape = [g.batch, g.outHeight, g.outWidth, g.channels];
    const values = this.#make(shape);
    const winners = this.#make(shape);
    maxPool(values.data, winners.data, x.data, g);
    return { values, winners };
  }

  maxPoolGradient(upstream: HostArray, winners: HostArray, g: WindowGeometry): HostArray {
    const out = this.#make([g.batch, g.inHeight, g.inWidth, g.channels]);
    maxPoolGradient(out.data, upstream.data, winners.data, g);
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
    return { shape, data: this.#arena.take(sizeOf(shape)) };
  }

  #patches(g: ConvGeometry): Reals {
    const { windows, size } = patchCount(g);
    return this.#arena.take(windows * size);
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
