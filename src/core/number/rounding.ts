import { biasOf, minExponentOf, type NumberFormat } from './format.ts';
import { exponentOf, powerOfTwo } from './power-of-two.ts';

/**
 * The number of a format that is nearest to a float64; of two equally near, the one whose last bit
 * is 0 (roundTiesToEven, IEEE 754-2019, 4.3.1). Beyond the largest number by half a step or more
 * it is ±∞; below half the smallest subnormal it is a zero with the sign of `x`. NaN stays NaN.
 *
 * Exact: dividing by the step, a power of two, moves the exponent alone, and the quotient has at
 * most 53 bits. float64 itself is the identity.
 */
export function roundTo(format: NumberFormat, x: number): number {
  if (format.fractionBits === 52 || x === 0 || !Number.isFinite(x)) return x;
  const exponent = Math.max(exponentOf(x), minExponentOf(format));
  const step = powerOfTwo(exponent - format.fractionBits);
  const size = nearestEven(Math.abs(x) / step) * step;
  const rounded = size > largestOf(format) ? Number.POSITIVE_INFINITY : size;
  return x < 0 ? -rounded : rounded;
}

/** The largest finite number: all bits of the fraction set under the largest exponent. */
export function largestOf(format: NumberFormat): number {
  return (2 - powerOfTwo(-format.fractionBits)) * powerOfTwo(biasOf(format));
}

/** The smallest positive number with a full significand. */
export const smallestNormalOf = (format: NumberFormat): number => powerOfTwo(minExponentOf(format));

/** The smallest positive number of all: one step above zero. */
export const smallestSubnormalOf = (format: NumberFormat): number =>
  powerOfTwo(minExponentOf(format) - format.fractionBits);

/** The nearest whole number to one ≥ 0, a tie to the even one. */
function nearestEven(steps: number): number {
  const below = Math.floor(steps);
  const rest = steps - below;
  const isUp = rest > 0.5 || (rest === 0.5 && below % 2 === 1);
  return isUp ? below + 1 : below;
}
