import { decode, encode } from './bits.ts';
import { minExponentOf, type NumberFormat } from './format.ts';
import { exponentOf, powerOfTwo } from './power-of-two.ts';
import { roundTo, smallestSubnormalOf } from './rounding.ts';

/**
 * The least number of the format above `x` (nextUp, IEEE 754-2019, 5.3.1). From either zero it is
 * the smallest subnormal; ∞ and NaN stay. `x` is rounded to the format first.
 */
export function nextUp(format: NumberFormat, x: number): number {
  const value = roundTo(format, x);
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return value;
  if (value === 0) return smallestSubnormalOf(format);
  // Patterns of one sign are in the order of their magnitudes.
  return decode(format, encode(format, value) + (value > 0 ? 1n : -1n));
}

/** The greatest number of the format below `x`. */
export const nextDown = (format: NumberFormat, x: number): number => -nextUp(format, -x);

/**
 * The step between numbers of the size of `x` (unit in the last place): from |x| to the next larger
 * magnitude. ∞ has the step ∞, NaN has NaN.
 */
export function ulp(format: NumberFormat, x: number): number {
  const value = roundTo(format, x);
  if (value === 0) return smallestSubnormalOf(format);
  if (!Number.isFinite(value)) return Math.abs(value);
  const exponent = Math.max(exponentOf(value), minExponentOf(format));
  return powerOfTwo(exponent - format.fractionBits);
}
