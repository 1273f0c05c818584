import type { DType } from '../../trace/tensor.ts';

/**
 * A number as a decimal that reads back as the same number of its type, no longer than it must be:
 * `0.1` for the float32 nearest to it, not 0.10000000149011612. As ECMAScript writes numbers; a
 * negative zero is `-0`.
 */
export function numberText(value: number, dtype: DType): string {
  if (Object.is(value, -0)) return '-0';
  if (dtype !== 'float32' || !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) <= 2 ** 24) return String(value);
  // Nine significant digits tell any two float32 apart; most need seven or eight, subnormals few.
  for (let digits = Math.abs(value) < 1e-37 ? 1 : 6; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return String(candidate);
  }
  return String(Number(value.toPrecision(9)));
}
