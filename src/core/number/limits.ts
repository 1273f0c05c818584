import { biasOf, minExponentOf, type NumberFormat } from './format.ts';
import { powerOfTwo } from './power-of-two.ts';
import { largestOf, smallestNormalOf, smallestSubnormalOf } from './rounding.ts';

/** Where a format ends, and where `exp` leaves it (limits of `exp` to float64's last bits). */
export interface FormatLimits {
  /** Largest finite number: 65504, 3.39e38, 3.40e38, 1.80e308. */
  readonly largest: number;
  readonly smallestNormal: number;
  readonly smallestSubnormal: number;
  /** From 1 to the next number above it. */
  readonly epsilon: number;
  /**
   * The real x from which e^x rounds to ∞: ln(largest + half a step) =
   * (E + 1) ln 2 + ln(1 − 2^−(p+1)) with E the largest exponent and p the bits of the significand.
   * 11.09, 88.72, 88.72, 709.78.
   */
  readonly expOverflow: number;
  /**
   * Below this real x, e^x rounds to a subnormal: ln(smallestNormal − half a step) =
   * e ln 2 + ln(1 − 2^−p) with e the smallest exponent. −9.70, −87.34, −87.34, −708.40.
   */
  readonly expSubnormal: number;
  /** Up to this real x, e^x rounds to 0: ln(smallestSubnormal / 2), the tie going to even. */
  readonly expVanishes: number;
}

export function limitsOf(format: NumberFormat): FormatLimits {
  const precision = format.fractionBits + 1;
  const minExponent = minExponentOf(format);
  return {
    largest: largestOf(format),
    smallestNormal: smallestNormalOf(format),
    smallestSubnormal: smallestSubnormalOf(format),
    epsilon: powerOfTwo(-format.fractionBits),
    expOverflow: (biasOf(format) + 1) * Math.LN2 + Math.log1p(-powerOfTwo(-precision - 1)),
    expSubnormal: minExponent * Math.LN2 + Math.log1p(-powerOfTwo(-precision)),
    expVanishes: (minExponent - precision) * Math.LN2,
  };
}
