import type { NumberFormat } from './format.ts';
import { roundTo } from './rounding.ts';

/**
 * The shortest decimal that stands for this number and no other of its format; of several, the
 * nearest to it (Steele and White: How to print floating-point numbers accurately, PLDI 1990). As
 * ECMAScript writes numbers: `0.1`, `65504`, `3.8e-44`, `Infinity`, `NaN`; a negative zero `-0`.
 *
 * @param value rounded to the format first
 */
export function shortestDecimal(format: NumberFormat, value: number): string {
  const number = roundTo(format, value);
  if (number === 0) return Object.is(number, -0) ? '-0' : '0';
  if (!Number.isFinite(number) || format.fractionBits === 52) return String(number);
  const sign = number < 0 ? '-' : '';
  return sign + String(shortestSize(format, Math.abs(number)));
}

/** The decimal as the float64 nearest to it, whose own shortest decimal it is. */
function shortestSize(format: NumberFormat, size: number): number {
  for (let digits = 1; digits < 17; digits++) {
    const fitting = nearby(size, digits)
      .filter((candidate) => roundTo(format, candidate) === size)
      .sort((a, b) => Math.abs(a - size) - Math.abs(b - size));
    if (fitting.length > 0) return fitting[0];
  }
  return size;
}

/**
 * The nearest decimal of so many digits, and its neighbours: below a power of two numbers lie
 * closer, so that only the farther one may belong to it.
 */
function nearby(size: number, digits: number): readonly number[] {
  const [text, power] = size.toExponential(digits - 1).split('e');
  const whole = Number(text.replace('.', ''));
  const exponent = Number(power) - (digits - 1);
  return [whole, whole - 1, whole + 1].map((digitsOf) => Number(`${digitsOf}e${exponent}`));
}
