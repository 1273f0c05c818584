import { bitText, encode, kindOf, splitBits } from '../../core/number/bits.ts';
import { biasOf, minExponentOf, type NumberFormat } from '../../core/number/format.ts';
import { shortestDecimal } from '../../core/number/shortest-decimal.ts';
import { formatNumber } from '../../draw/number.ts';

/** A number of a format as its bits, and in words what they spell. */
export interface Spelling {
  readonly bits: ReturnType<typeof bitText>;
  /** `1.5 × 2³ = 12`, `27 × 2⁻¹⁴⁹ = 3.78 × 10⁻⁴⁴`, `all ones, then zeros: ∞`. */
  readonly words: string;
  /** The shortest decimal that stands for this number alone, as code prints it. */
  readonly printed: string;
}

/** How a number is kept. @param value a number of this format */
export function spell(format: NumberFormat, value: number): Spelling {
  const pattern = encode(format, value);
  const { sign, exponent, fraction } = splitBits(format, pattern);
  const minus = sign === 1 ? '−' : '';
  const written = formatNumber(value, { digits: 4 });
  const words = {
    zero: () => 'Every bit of exponent and fraction is 0: zero.',
    subnormal: () =>
      `The exponent is all zeros, a subnormal: ${minus}${fraction} × ${power(minExponentOf(format) - format.fractionBits)} = ${written}. Only ${fraction.toString(2).length} of ${format.fractionBits + 1} digits are left.`,
    normal: () => {
      const significand = 1 + Number(fraction) / 2 ** format.fractionBits;
      const size = `${minus}${formatNumber(significand, { digits: 7 })} × ${power(exponent - biasOf(format))}`;
      return `Exponent ${exponent} − ${biasOf(format)}: ${size} = ${written}.`;
    },
    infinite: () => `The exponent is all ones and the fraction 0: ${minus}∞.`,
    nan: () => 'The exponent is all ones and the fraction is not 0: NaN, not a number.',
  }[kindOf(format, { sign, exponent, fraction })]();
  return { bits: bitText(format, pattern), words, printed: shortestDecimal(format, value) };
}

function power(exponent: number): string {
  const raised = [...String(Math.abs(exponent))]
    .map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])
    .join('');
  return `2${exponent < 0 ? '⁻' : ''}${raised}`;
}
