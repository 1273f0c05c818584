import { type Numbers, type Shape, sizeOf } from '../../trace/tensor.ts';

export type Precision = 'float32' | 'float64';
export type Reals = Float32Array | Float64Array;

/** The host engine's handle. Indices are kept as reals too: whole numbers are exact in both. */
export interface HostArray {
  readonly shape: Shape;
  readonly data: Reals;
}

export function createReals(precision: Precision, length: number): Reals {
  return precision === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

/** True when nothing in it is NaN or infinite: then a factor of 0 may be skipped. */
export function allFinite(data: Numbers): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}

/** Where a run's results lie. */
export interface Store {
  /** A tensor whose content is whatever was there. */
  make(shape: Shape): HostArray;
  /** Room for so many numbers, likewise. */
  scratch(length: number): Reals;
  /** Everything made since the last reset may be used again. */
  reset(): void;
}

/**
 * Buffers that a run takes and the next run takes again, so that the loop does not allocate. What
 * must outlive the run is copied out before `reset`.
 */
export class Arena implements Store {
  readonly #precision: Precision;
  readonly #free = new Map<number, Reals[]>();
  readonly #taken: Reals[] = [];

  constructor(precision: Precision) {
    this.#precision = precision;
  }

  make(shape: Shape): HostArray {
    return { shape, data: this.scratch(sizeOf(shape)) };
  }

  scratch(length: number): Reals {
    const buffer = this.#free.get(length)?.pop() ?? createReals(this.#precision, length);
    this.#taken.push(buffer);
    return buffer;
  }

  reset(): void {
    for (const buffer of this.#taken) {
      const list = this.#free.get(buffer.length);
      if (list) list.push(buffer);
      else this.#free.set(buffer.length, [buffer]);
    }
    this.#taken.length = 0;
  }
}
