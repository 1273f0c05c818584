import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../probe.ts';
import { Arithmetic, type NumberOperation } from './arithmetic.ts';
import { decode, encode } from './bits.ts';
import { type FormatName, formats } from './format.ts';
import { limitsOf } from './limits.ts';
import { nextDown, nextUp } from './neighbors.ts';

const infinity = Number.POSITIVE_INFINITY;

describe('arithmetic in a format', () => {
  const half = new Arithmetic('float16');
  const single = new Arithmetic('float32');

  it.each<[string, NumberOperation, readonly [number, number?], number, readonly string[]]>([
    ['an exact sum', 'add', [1, 2], 3, []],
    ['a rounded sum', 'add', [2048, 1], 2048, ['inexact']],
    ['a product too large', 'multiply', [256, 256], infinity, ['overflow', 'inexact']],
    ['a product too small', 'multiply', [2 ** -14, 2 ** -14], 0, ['vanished', 'inexact']],
    ['a subnormal product', 'multiply', [2 ** -14, 0.5], 2 ** -15, ['subnormal']],
    ['a rounded quotient', 'divide', [1, 3], 0.333_251_953_125, ['inexact']],
    ['a division by 0', 'divide', [-1, 0], -infinity, ['zeroDivide']],
    ['0/0', 'divide', [0, 0], Number.NaN, ['invalid']],
    ['∞/∞', 'divide', [infinity, infinity], Number.NaN, ['invalid']],
    ['∞ − ∞', 'subtract', [infinity, infinity], Number.NaN, ['invalid']],
    ['1/∞', 'divide', [1, infinity], 0, []],
    ['NaN + 1', 'add', [Number.NaN, 1], Number.NaN, ['inherited']],
    ['√4', 'squareRoot', [4], 2, []],
    ['√2', 'squareRoot', [2], 1.414_062_5, ['inexact']],
    ['√−1', 'squareRoot', [-1], Number.NaN, ['invalid']],
    ['e^0', 'exp', [0], 1, []],
    ['e^−∞', 'exp', [-infinity], 0, []],
    ['e^12', 'exp', [12], infinity, ['overflow', 'inexact']],
    ['e^−18', 'exp', [-18], 0, ['vanished', 'inexact']],
    ['ln 0', 'log', [0], -infinity, ['zeroDivide']],
    ['ln −1', 'log', [-1], Number.NaN, ['invalid']],
    ['ln 1', 'log', [1], 0, []],
  ])('tells of %s', (_, operation, [a, b], value, events) => {
    expect(half.apply(operation, a, b)).toEqual({ value, events });
  });

  it('says which operand is no number of the format, and how many it wants', () => {
    expect(() => half.apply('add', 0.1, 1)).toThrow('0.1 is no float16: round it first');
    expect(() => half.apply('add', 1)).toThrow('add takes 2 operands, got 1');
  });

  it('gives e^−100 in float32 as the subnormal 27 · 2^−149, and 0 where those are flushed', () => {
    const kept = single.apply('exp', -100);
    expect(kept).toEqual({ value: 27 * 2 ** -149, events: ['subnormal', 'inexact'] });
    expect(encode(formats.float32, kept.value)).toBe(0x0000_001bn);
    const flushed = new Arithmetic('float32', { flushToZero: true }).apply('exp', -100);
    expect(flushed).toEqual({ value: 0, events: ['vanished', 'inexact'] });
  });

  it('flushes to a zero of the same sign', () => {
    const flushing = new Arithmetic('float16', { flushToZero: true });
    expect(flushing.apply('multiply', -(2 ** -14), 0.5).value).toBe(-0);
    expect(flushing.apply('multiply', 2 ** -14, 1)).toEqual({ value: 2 ** -14, events: [] });
  });

  it('in float32 is that of Math.fround, 20,000 pairs of random bits each (seed 6)', () => {
    const uniform = mulberry32(6);
    const view = new DataView(new ArrayBuffer(4));
    const any = () => {
      view.setUint32(0, Math.floor(uniform() * 2 ** 32));
      return view.getFloat32(0);
    };
    let differing = 0;
    for (let i = 0; i < 20_000; i++) {
      const [a, b] = [any(), any()];
      const same = (operation: NumberOperation, expected: number) =>
        Object.is(single.apply(operation, a, b).value, Math.fround(expected));
      if (!same('add', a + b) || !same('subtract', a - b)) differing++;
      if (!same('multiply', a * b) || !same('divide', a / b)) differing++;
    }
    expect(differing).toBe(0);
  });
});

/** ln 2 · 2^96, from ln 2 = Σ 1 / (n 2^n). */
const places = 96n;
const ln2 = (() => {
  let sum = 0n;
  for (let n = 1n; n <= places; n++) sum += (1n << (places - n)) / n;
  return sum;
})();

/** e^x · 2^96 / 2^power, for x a fraction of 2^96: x = power · ln 2 + rest, Taylor on the rest. */
function exactExp(x: bigint): { readonly significand: bigint; readonly power: number } {
  const power = x / ln2 - (x < 0n ? 1n : 0n);
  const rest = x - power * ln2;
  let term = 1n << places;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = (term * rest) / (n << places);
  }
  return { significand: sum, power: Number(power) };
}

describe('exp in 16 bits', () => {
  it.each(['float16', 'bfloat16'] as const)('of every %s is the correctly rounded one', (name) => {
    const format = formats[name];
    const { expOverflow, expVanishes, smallestSubnormal } = limitsOf(format);
    const arithmetic = new Arithmetic(name);
    const wrong: number[] = [];
    let tried = 0;
    for (let bits = 0n; bits < 65_536n; bits++) {
      const x = decode(format, bits);
      // Beyond the limits the result is ∞ or 0; below 2^−40 it is 1, whatever the last bits.
      if (!(x > expVanishes && x < expOverflow && Math.abs(x) > 2 ** -40)) continue;
      tried++;
      const { value } = arithmetic.apply('exp', x);
      const { significand, power } = exactExp(BigInt(x * 2 ** 60) << (places - 60n));
      // Nearest: the exact result lies within half a step on either side.
      const unit = Math.log2(smallestSubnormal) - 12;
      const exact = significand << BigInt(power - unit);
      const at = (y: number) => BigInt(y / 2 ** unit) << places;
      const pattern = encode(format, value);
      const above = decode(format, pattern + 1n);
      const top = above === infinity ? 2 ** (power + 1) : above;
      const below = value === 0 ? 0 : decode(format, pattern - 1n);
      const isNearest = 2n * exact <= at(value) + at(top) && 2n * exact >= at(below) + at(value);
      if (!isNearest) wrong.push(x);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(10_000);
  });
});

/** Whether e^x ≤ y, for an x that is a multiple of 2^−60 and a positive y. */
function expAtMost(x: number, y: number): boolean {
  const { significand, power } = exactExp(BigInt(x * 2 ** 60) << (places - 60n));
  return significand << BigInt(power + 300) <= BigInt(y * 2 ** 140) << (places + 160n);
}

describe('log in 16 bits', () => {
  it.each(['float16', 'bfloat16'] as const)('of every %s is the correctly rounded one', (name) => {
    const format = formats[name];
    const arithmetic = new Arithmetic(name);
    const wrong: number[] = [];
    let low: { readonly y: number; readonly isBelow: boolean } | undefined;
    for (let bits = 1n; bits < encode(format, infinity); bits++) {
      const x = decode(format, bits);
      const y = arithmetic.apply('log', x).value;
      if (y === 0) continue;
      // Nearest: ln x lies between the middles on either side of y. The logarithm grows, so only
      // the first x with this y can lie below the lower one, and the last above the upper one.
      if (low?.y !== y) low = { y, isBelow: !expAtMost((nextDown(format, y) + y) / 2, x) };
      const next = arithmetic.apply('log', decode(format, bits + 1n)).value;
      const isAbove = next !== y && expAtMost((y + nextUp(format, y)) / 2, x);
      if (low.isBelow || isAbove) wrong.push(x);
    }
    expect(wrong).toEqual([]);
  });
});

describe('double rounding', () => {
  it('does no harm to float16: quotients of 61 × 1024 significands are correctly rounded', () => {
    const arithmetic = new Arithmetic('float16');
    let wrong = 0;
    for (let a = 1024; a < 2048; a += 17) {
      for (let b = 1024; b < 2048; b++) {
        const { value } = arithmetic.apply('divide', a, b);
        // value lies within half a step of a/b: |2 (value·b − a)| ≤ step·b, in whole numbers.
        const step = value >= 1 ? 2 ** -10 : 2 ** -11;
        if (Math.abs(2 * (value * b - a)) > step * b) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });
});

const names: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];
describe('exactness', () => {
  it.each(names)('is known in %s, whatever the size of the operands', (name) => {
    const arithmetic = new Arithmetic(name);
    const { largest, smallestSubnormal, epsilon } = limitsOf(formats[name]);
    expect(arithmetic.apply('subtract', largest, largest).events).toEqual([]);
    expect(arithmetic.apply('add', largest, smallestSubnormal).events).toEqual(['inexact']);
    expect(arithmetic.apply('add', 1, epsilon).events).toEqual([]);
    expect(arithmetic.apply('add', 1, epsilon / 2).events).toEqual(['inexact']);
    expect(arithmetic.apply('multiply', smallestSubnormal, smallestSubnormal).events).toEqual([
      'vanished',
      'inexact',
    ]);
    expect(arithmetic.apply('divide', smallestSubnormal, smallestSubnormal).events).toEqual([]);
  });
});
