import { formatNumber } from '../draw/number.ts';

/** What is smaller than this without being asked for by its digits is what rounding left over. */
const noise = 1e-12;

/**
 * A number in running text: a true minus sign and at most four decimals, or so many significant
 * digits. What would read as 0 without being 0 is written as a power of ten.
 */
export function valueText(value: number, signed: boolean, digits?: number): string {
  if (digits !== undefined) return formatNumber(value, { signed, digits });
  const size = Math.abs(value);
  if (size < noise) return '0';
  if (!(size >= 5e-5 && size < 1e6)) return formatNumber(value, { signed, digits: 3 });
  const magnitude = String(Number(size.toFixed(4)));
  if (value < 0) return `−${magnitude}`;
  return signed ? `+${magnitude}` : magnitude;
}
