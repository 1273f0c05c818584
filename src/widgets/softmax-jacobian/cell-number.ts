import { formatFixed, formatSigned, powerOfTen } from '../../draw/number.ts';

/**
 * A signed number in a narrow cell: `+0.178`, three digits above 1, and where nothing of it would
 * be left its power of ten alone, `−10⁻⁹`. A zero is written `0`.
 */
export function inCell(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size > 1) return formatSigned(value);
  if (!Number.isFinite(value) || size >= 0.5 * 10 ** -decimals) {
    return formatFixed(value, decimals, true);
  }
  return `${value < 0 ? '−' : '+'}${powerOfTen(Math.floor(Math.log10(size)))}`;
}

/** A probability in a narrow head: `0.231`, `10⁻²²`, and `0` only for nothing at all. */
export const share = (value: number): string => inCell(value, 3).replace('+', '');
