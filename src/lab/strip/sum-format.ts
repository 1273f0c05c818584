import { formatFixed, formatSigned } from '../../draw/number.ts';

/** All numbers of one sum with the same decimals: four digits of the largest. */
export function sumFormat(sizes: readonly number[]): (value: number) => string {
  const largest = sizes.reduce((most, size) => Math.max(most, Math.abs(size)), 0);
  if (!(largest >= 1e-4) || !Number.isFinite(largest)) return (x) => formatSigned(x, 4);
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(largest)));
  return (x) =>
    Math.abs(x) >= 0.5 * 10 ** -decimals || x === 0
      ? formatFixed(x, decimals, true)
      : formatSigned(x, 2);
}
