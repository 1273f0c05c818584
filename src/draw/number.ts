export interface NumberOptions {
  /** Significant digits for numbers below 1; those above keep at least their whole part. */
  readonly digits?: number;
  /** A plus sign in front of what is positive: for everything that has a sign. */
  readonly signed?: boolean;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A number with the digits it deserves: `0.3` for 0.30000000000000004 but `0.300` for 0.30004, a true
 * minus sign, never `−0`, powers of ten written out (`1.2 × 10⁻⁵`), `∞` and `NaN` by their names.
 */
export function formatNumber(value: number, options: NumberOptions = {}): string {
  const { digits = 3, signed = false } = options;
  if (Number.isNaN(value)) return 'NaN';
  const text = magnitude(Math.abs(value), digits);
  return text === '0' ? '0' : `${signOf(value, signed)}${text}`;
}

/** With a sign, always: `+0.4`, `−1.1`, `0`. For gradients and everything else on a signed scale. */
export const formatSigned = (value: number, digits = 3): string =>
  formatNumber(value, { digits, signed: true });

/** With so many decimals, for columns of numbers that stand under each other. */
export function formatFixed(value: number, decimals: number, signed = false): string {
  if (!Number.isFinite(value)) return formatNumber(value, { signed });
  const text = Math.abs(value).toFixed(decimals);
  return Number(text) === 0 ? text : `${signOf(value, signed)}${text}`;
}

/** A share of one: `99.7%`, `0.3%`, `< 0.1%`, and `0%` only for nothing at all. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return formatNumber(share);
  const percent = 100 * share;
  if (percent > 0 && percent < 0.1) return '< 0.1%';
  if (percent < 100 && percent >= 99.95) return '> 99.9%';
  const decimals = percent === 0 || percent === 100 ? 0 : 1;
  return `${percent.toFixed(decimals)}%`;
}

const signOf = (value: number, signed: boolean): string => (value < 0 ? '−' : signed ? '+' : '');

function magnitude(size: number, digits: number): string {
  if (size === 0) return '0';
  if (size === Number.POSITIVE_INFINITY) return '∞';
  if (size >= 1e6 || size < 1e-3) return scientific(size, digits);
  const whole = Math.max(0, Math.floor(Math.log10(size)) + 1);
  const decimals =
    size < 1 ? digits - 1 - Math.floor(Math.log10(size)) : Math.max(0, digits - whole);
  return trimmed(size.toFixed(decimals), size);
}

function scientific(size: number, digits: number): string {
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e');
  // It says how large, not how exactly.
  return `${trimmed(mantissa, Number(mantissa))} × ${powerOfTen(Number(exponent))}`;
}

/** `10⁻³` */
export function powerOfTen(power: number): string {
  const raised = [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]).join('');
  return `10${power < 0 ? '⁻' : ''}${raised}`;
}

/** Relative: what float32 leaves of a number that is meant to be exact. */
const noise = 1e-6;

/** Without the zeros at its end, unless the exact number was rounded to them. */
function trimmed(text: string, exact: number): string {
  if (!text.includes('.') || Math.abs(Number(text) - exact) > noise * exact) return text;
  return text.replace(/0+$/, '').replace(/\.$/, '');
}

/** What a reader typed as a number: a comma for a point, any minus sign; undefined if it is none. */
export function maybeTyped(text: string): number | undefined {
  const plain = text.trim().replace(/[−–]/, '-').replace(',', '.');
  if (plain === '' || plain === '-' || plain === '.') return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
