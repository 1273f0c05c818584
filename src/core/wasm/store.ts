import { type Shape, sizeOf } from '../../trace/tensor.ts';
import type { HostArray, Store } from '../host/array.ts';

/** The kernels keep what lies below for themselves. */
const START = 4096;
const PAGE = 65536;

/** A tensor in the kernels' memory. */
export interface WasmArray extends HostArray {
  /** Byte offset into the memory; a multiple of 16. */
  readonly at: number;
  readonly data: Float32Array;
}

/**
 * The kernels' memory, given out in blocks and taken back at the end of a run. When it grows, the
 * buffer beneath all views is a new one: `data` makes its view again, and must not be kept across
 * anything that takes memory.
 */
export class WasmStore implements Store {
  readonly #memory: WebAssembly.Memory;
  readonly #free = new Map<number, number[]>();
  readonly #taken: { readonly size: number; readonly at: number }[] = [];
  #end = START;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  make(shape: Shape): WasmArray {
    return this.at(this.#take(sizeOf(shape)), shape);
  }

  scratch(length: number): Float32Array {
    return this.make([length]).data;
  }

  /** A tensor at a place that is known. */
  at(at: number, shape: Shape): WasmArray {
    return new MemoryView(this.#memory, at, shape);
  }

  /** Keeps whole numbers for good, e.g. a table; its byte offset. */
  keep(numbers: Int32Array): number {
    const at = this.#reserve(numbers.length);
    new Int32Array(this.#memory.buffer, at, numbers.length).set(numbers);
    return at;
  }

  reset(): void {
    for (const { size, at } of this.#taken) {
      const list = this.#free.get(size);
      if (list) list.push(at);
      else this.#free.set(size, [at]);
    }
    this.#taken.length = 0;
  }

  #take(length: number): number {
    // Whole vectors: a kernel may write the last one to its end.
    const size = (length + 3) & ~3;
    const at = this.#free.get(size)?.pop() ?? this.#reserve(size);
    this.#taken.push({ size, at });
    return at;
  }

  #reserve(length: number): number {
    const at = this.#end;
    this.#end += 4 * ((length + 3) & ~3);
    const missing = Math.ceil((this.#end - this.#memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#memory.grow(Math.max(missing, 16));
    return at;
  }
}

class MemoryView implements WasmArray {
  readonly shape: Shape;
  readonly at: number;
  readonly #memory: WebAssembly.Memory;
  readonly #length: number;
  #view: Float32Array | undefined;

  constructor(memory: WebAssembly.Memory, at: number, shape: Shape) {
    this.shape = shape;
    this.at = at;
    this.#memory = memory;
    this.#length = sizeOf(shape);
  }

  get data(): Float32Array {
    const { buffer } = this.#memory;
    if (this.#view?.buffer !== buffer) this.#view = new Float32Array(buffer, this.at, this.#length);
    return this.#view;
  }
}
