import { describe, expect, test } from 'vitest';
import { formatFixed, formatNumber, formatPercent, formatSigned, maybeTyped } from './number.ts';

describe('numbers', () => {
  test.each([
    [0.1 + 0.2, '0.3'],
    [0.30004, '0.300'],
    [0.14024, '0.140'],
    [0.30000001, '0.3'],
    [-1.1, '−1.1'],
    [-0, '0'],
    [0, '0'],
    [3, '3'],
    [123.456, '123'],
    [1234.5, '1235'],
    [0.012345, '0.0123'],
    [0.0000123, '1.23 × 10⁻⁵'],
    [2_500_000, '2.5 × 10⁶'],
    [0.99999, '1.000'],
    [3.40001e38, '3.4 × 10³⁸'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%d is written %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('carry their sign where they have one, and zero has none', () => {
    expect(formatSigned(0.4)).toBe('+0.4');
    expect(formatSigned(-0.4)).toBe('−0.4');
    expect(formatSigned(0)).toBe('0');
    expect(formatSigned(Number.POSITIVE_INFINITY)).toBe('+∞');
  });

  test('stand under each other with fixed decimals, and never as a negative zero', () => {
    expect(formatFixed(0.5, 4, true)).toBe('+0.5000');
    expect(formatFixed(-0.00001, 4, true)).toBe('0.0000');
  });

  test('shares of one never claim a certainty that is not there', () => {
    expect(formatPercent(0)).toBe('0%');
    expect(formatPercent(1)).toBe('100%');
    expect(formatPercent(0.0000001)).toBe('< 0.1%');
    expect(formatPercent(0.9999)).toBe('> 99.9%');
    expect(formatPercent(0.123)).toBe('12.3%');
  });

  test('can be typed with a comma or a true minus sign; half a number is none', () => {
    expect(maybeTyped(' −2,5 ')).toBe(-2.5);
    expect(maybeTyped('-')).toBeUndefined();
    expect(maybeTyped('')).toBeUndefined();
    expect(maybeTyped('two')).toBeUndefined();
  });
});
