import { largestMagnitude, type Numbers } from '../../trace/tensor.ts';
import { type Row, rowOf } from './row.ts';

/**
 * Each number moved into ±limit. It bends the direction of the gradient. NaN stays NaN.
 *
 * @throws RangeError when the limit is not above 0
 */
export function clipByValue(gradient: Numbers, limit: number): Row {
  expectLimit('clipping by value', limit);
  return rowOf(gradient, (i) => Math.min(Math.max(gradient[i], -limit), limit));
}

/** Euclidean length of several gradients taken as one, without overflow on the way. */
export function globalNorm(gradients: readonly Numbers[]): number {
  const largest = Math.max(0, ...gradients.map(largestMagnitude));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) sum += (gradient[i] / largest) ** 2;
  }
  return largest * Math.sqrt(sum);
}

/**
 * Gradients of several parameters, made shorter together so that their length as one is `limit` at
 * most: all by the same factor, so that the direction stays. Where the length is no finite number
 * there is no direction: all become NaN, so that it cannot go unnoticed (as in TensorFlow).
 * (Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, 2013)
 *
 * @returns the clipped gradients by name, and the length that they had
 * @throws RangeError when the limit is not above 0
 */
export function clipByGlobalNorm<Name extends string>(
  gradients: Readonly<Record<Name, Numbers>>,
  limit: number,
): { readonly gradients: Record<string, Row>; readonly norm: number } {
  expectLimit('clipping by norm', limit);
  const named = Object.entries<Numbers>(gradients);
  const norm = globalNorm(named.map(([, gradient]) => gradient));
  const factor = Number.isFinite(norm) ? Math.min(1, limit / norm) : Number.NaN;
  const clipped = named.map(([name, gradient]): [string, Row] => [
    name,
    rowOf(gradient, (i) => (factor === 1 ? gradient[i] : gradient[i] * factor)),
  ]);
  return { gradients: Object.fromEntries(clipped), norm };
}

function expectLimit(what: string, limit: number): void {
  if (limit > 0) return;
  throw new RangeError(`${what}: the limit should be a number in (0, ∞], and is ${limit}`);
}
