import type { Numbers } from '../../trace/tensor.ts';

/**
 * Numbers that train, flat: a Float32Array for a network's parameters, a Float64Array for a walk
 * in the plane of a figure. Arithmetic is float64; what is stored is rounded to the row's format.
 */
export type Row = Float32Array | Float64Array;

/** A row of zeros, as long as `like` and of its format; float64 where that is no typed array. */
export function zerosLike(like: Numbers): Row {
  return like instanceof Float32Array
    ? new Float32Array(like.length)
    : new Float64Array(like.length);
}

/** A new row of the length and format of `like`, its numbers made one by one. */
export function rowOf(like: Numbers, number: (index: number) => number): Row {
  const row = zerosLike(like);
  for (let i = 0; i < row.length; i++) row[i] = number(i);
  return row;
}

/** Σ aᵢ bᵢ */
export function dot(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
