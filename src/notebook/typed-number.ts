/** What a reader typed, with the precision that was meant. */
export interface TypedNumber {
  readonly value: number;
  /** Half of the last digit typed: how far the truth may be away. 0 for what is exact. */
  readonly slack: number;
  /** Digits that say something: 2 in `0.027`. */
  readonly digits: number;
}

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((character, digit) => [character, String(digit)]),
);

/**
 * Reads `0.27`, `0,27`, `−1/3`, `27%`, `3.7e-44`, `3.7 × 10⁻⁴⁴`, `∞` and `NaN`; undefined for what is no
 * number.
 */
export function maybeTypedNumber(text: string): TypedNumber | undefined {
  const plain = text
    .trim()
    .replace(/[−–⁻]/g, '-')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (character) => raised[character])
    .replace(/\s*[×x*·]\s*10\s*\^?\s*(?=[-+]?\d)/i, 'e')
    .replace(/\s+/g, '');
  if (/^[+-]?(?:∞|inf|infinity)$/i.test(plain)) {
    return exact(plain.startsWith('-') ? -Infinity : Infinity);
  }
  if (/^nan$/i.test(plain)) return exact(Number.NaN);
  const fraction = /^([+-]?)(\d+)\/(\d+)$/.exec(plain);
  if (fraction) {
    const size = Number(fraction[2]) / Number(fraction[3]);
    return Number.isFinite(size) ? exact(fraction[1] === '-' ? -size : size) : undefined;
  }
  const decimal = /^([+-]?\d*)(?:[.,](\d*))?(?:e([+-]?\d{1,3}))?(%?)$/i.exec(plain);
  if (!decimal || !/\d/.test(`${decimal[1]}${decimal[2] ?? ''}`)) return undefined;
  const [, whole, decimals = '', exponent = '0', percent] = decimal;
  const power = Number(exponent) - (percent ? 2 : 0);
  const value = Number(`${whole || '0'}.${decimals || '0'}e${power}`.replace(/^([+-])\./, '$10.'));
  return {
    value,
    slack: 0.5 * 10 ** (power - decimals.length),
    digits: `${whole}${decimals}`.replace(/^[+-]?0*/, '').length,
  };
}

const exact = (value: number): TypedNumber => ({ value, slack: 0, digits: Infinity });

/** What is smaller is what rounding left of 0. */
const noise = 1e-12;

/**
 * Whether what was typed is the true number, rounded to the digits typed. A single digit is too
 * coarse unless it is all there is: `coarse` says that another one is wanted.
 */
export function judgeTyped(typed: TypedNumber, truth: number): 'right' | 'coarse' | 'wrong' {
  if (Object.is(typed.value, truth)) return 'right';
  if (!Number.isFinite(truth) || !Number.isFinite(typed.value)) return 'wrong';
  const off = Math.abs(typed.value - truth);
  if (
    off <= Math.max(noise, 1e-9 * Math.abs(truth)) &&
    Math.abs(truth) < noise === (typed.value === 0)
  )
    return 'right';
  // Digits behind a fraction's are as many as it is meant to have: three.
  const slack = typed.slack === 0 ? 5e-4 * Math.abs(truth) : typed.slack;
  if (!(off <= slack * (1 + 1e-9))) return 'wrong';
  return typed.digits >= 2 ? 'right' : 'coarse';
}
