import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../probe.ts';
import { decode } from './bits.ts';
import { type FormatName, formats } from './format.ts';
import { limitsOf } from './limits.ts';
import { roundTo } from './rounding.ts';
import { shortestDecimal } from './shortest-decimal.ts';

describe('the shortest decimal', () => {
  it.each<[FormatName, number, string]>([
    ['float16', 0.1, '0.1'],
    ['float16', 65_504, '65500'],
    ['float32', 0.1, '0.1'],
    ['float32', 1 / 3, '0.33333334'],
    ['float32', 16_777_216, '16777216'],
    ['float32', Math.exp(-100), '3.8e-44'],
    ['float32', 1e-45, '1e-45'],
    ['float32', limitsOf(formats.float32).largest, '3.4028235e+38'],
    ['bfloat16', Math.PI, '3.14'],
    ['float64', 0.1 + 0.2, '0.30000000000000004'],
    ['float32', -0, '-0'],
    ['float32', -1e39, '-Infinity'],
    ['float16', Number.NaN, 'NaN'],
  ])('in %s of %d is %s', (name, value, text) => {
    expect(shortestDecimal(formats[name], value)).toBe(text);
  });

  it.each(['float16', 'bfloat16'] as const)('of every %s leads back to it', (name) => {
    const format = formats[name];
    const lost: number[] = [];
    for (let bits = 0n; bits < 0x7f80n; bits += 7n) {
      const value = decode(format, bits);
      if (!Number.isFinite(value)) break;
      if (roundTo(format, Number(shortestDecimal(format, value))) !== value) lost.push(value);
    }
    expect(lost).toEqual([]);
  });

  it('of float32 leads back, with 9 digits at most, and no decimal of fewer digits does (seed 9)', () => {
    const uniform = mulberry32(9);
    const format = formats.float32;
    for (let i = 0; i < 1000; i++) {
      const power = Math.floor(uniform() * 277) - 149;
      const value = Math.fround((i % 5 === 0 ? 1 : 1 + uniform()) * 2 ** power);
      const text = shortestDecimal(format, value);
      expect(Math.fround(Number(text))).toBe(value);
      const digits = digitsOf(text);
      expect(digits).toBeLessThanOrEqual(9);
      for (const shorter of digits > 1 ? decimalsAround(value, digits - 1) : []) {
        expect(Math.fround(shorter)).not.toBe(value);
      }
    }
  });
});

const digitsOf = (text: string): number =>
  text
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;

/** The decimals of so many digits just below and just above a positive number. */
function decimalsAround(value: number, digits: number): readonly number[] {
  const exponent = Number(value.toExponential().split('e')[1]) - (digits - 1);
  const whole = Number(
    value
      .toExponential(digits - 1)
      .split('e')[0]
      .replace('.', ''),
  );
  return [-1, 0, 1].map((off) => Number(`${whole + off}e${exponent}`));
}
