import { formatFixed, formatNumber } from '../../draw/number.ts';
import type { Column } from './stage-run.ts';

/**
 * A probability: three decimals, as they are written everywhere; what is too small for them as a
 * power of ten; an exact 0 or 1 without decimals, so that it is told from what only rounds to it.
 */
export function probabilityText(p: number): string {
  if (p === 0 || p === 1 || !Number.isFinite(p)) return formatNumber(p);
  return Math.abs(p) < 0.0005 ? formatNumber(p) : formatFixed(p, 3);
}

/** A number of a stage: four digits, three where a power of ten follows. */
export function stageText(column: Column, value: number): string {
  if (column === 'probabilities') return probabilityText(value);
  const isPlain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
  return formatNumber(value, { digits: isPlain ? 4 : 3 });
}

export const logitText = (value: number): string => formatNumber(value, { digits: 6 });

const raised: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((digit, i) => [String(i), digit])),
};

/** `e⁹⁰`, `e⁻¹⁰⁰`: a power of e with its exponent raised, where it is short. */
export function powerText(exponent: number): string {
  const text = String(Number(exponent.toPrecision(6)));
  if (!Number.isInteger(exponent)) return `exp(${text.replace('-', '−')})`;
  return `e${[...text].map((mark) => raised[mark]).join('')}`;
}

/** `z₂`: the place of a class, counted from 1. */
export const subscript = (index: number): string =>
  [...String(index + 1)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
