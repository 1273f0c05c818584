import { formatFixed, formatNumber, powerOfTen } from '../../draw/number.ts';

/**
 * A signed number in a narrow cell: `+0.178`, and where nothing of it would be left its power of
 * ten alone, `−10⁻⁹`. A zero is written `0`.
 */
export function inCell(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (!Number.isFinite(value) || size >= 0.5 * 10 ** -decimals) {
    return formatFixed(value, decimals, true);
  }
  return `${value < 0 ? '−' : '+'}${powerOfTen(Math.floor(Math.log10(size)))}`;
}

/** A probability: `0.231`, `1.9 × 10⁻²²`. */
export const share = (value: number): string =>
  value >= 0.0005 ? formatFixed(value, 3) : formatNumber(value, { digits: 2 });
