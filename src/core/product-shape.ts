import { type Shape, sameShape, sizeOf } from '../trace/tensor.ts';

/** Sizes of a batched matrix product: `batch` products of [m, k] × [k, n]. */
export interface ProductShape {
  readonly batch: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** Throws a RangeError when the two do not multiply. */
export function productShape(
  a: Shape,
  b: Shape,
  transpose: { readonly a?: boolean; readonly b?: boolean },
): ProductShape {
  const [rowsA, columnsA] = a.slice(-2);
  const [rowsB, columnsB] = b.slice(-2);
  const [m, k] = transpose.a ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, n] = transpose.b ? [columnsB, rowsB] : [rowsB, columnsB];
  const outer = a.slice(0, -2);
  const fits = a.length >= 2 && sameShape(outer, b.slice(0, -2)) && k === inner;
  if (!fits || (transpose.a && transpose.b)) {
    throw new RangeError(`cannot multiply [${a}] by [${b}]`);
  }
  return { batch: sizeOf(outer), m, k, n };
}
