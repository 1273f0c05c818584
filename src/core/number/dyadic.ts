import { exponentOf, powerOfTwo } from './power-of-two.ts';

/** An exact binary number: whole · 2^exponent. */
interface Dyadic {
  readonly whole: bigint;
  readonly exponent: number;
}

/** A finite float64 as the exact fraction that it is. */
function dyadicOf(x: number): Dyadic {
  if (x === 0) return { whole: 0n, exponent: 0 };
  const exponent = exponentOf(x) - 52;
  // In two factors, since 2^−exponent may lie beyond float64.
  const half = Math.trunc(-exponent / 2);
  return { whole: BigInt(x * powerOfTwo(half) * powerOfTwo(-exponent - half)), exponent };
}

/** Whether numbers add up to exactly 0. */
function cancel(terms: readonly Dyadic[]): boolean {
  const base = Math.min(...terms.map((term) => term.exponent));
  let total = 0n;
  for (const { whole, exponent } of terms) total += whole << BigInt(exponent - base);
  return total === 0n;
}

const negative = ({ whole, exponent }: Dyadic): Dyadic => ({ whole: -whole, exponent });

/** Whether a + b is exactly `total`, without rounding. All finite. */
export const isExactSum = (total: number, a: number, b: number): boolean =>
  cancel([dyadicOf(a), dyadicOf(b), negative(dyadicOf(total))]);

/** Whether a · b is exactly `product`, without rounding. All finite. */
export function isExactProduct(product: number, a: number, b: number): boolean {
  const x = dyadicOf(a);
  const y = dyadicOf(b);
  const exact = { whole: x.whole * y.whole, exponent: x.exponent + y.exponent };
  return cancel([exact, negative(dyadicOf(product))]);
}
