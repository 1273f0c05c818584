import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../probe.ts';
import { bitText, decode, encode, joinBits, kindOf, splitBits } from './bits.ts';
import { formatNames, formats } from './format.ts';
import { nextDown, nextUp, ulp } from './neighbors.ts';
import { roundTo } from './rounding.ts';

describe('patterns of bits', () => {
  it.each(['float16', 'bfloat16'] as const)('of %s: all 65,536 go there and back', (name) => {
    const format = formats[name];
    const lost: bigint[] = [];
    let nans = 0;
    for (let bits = 0n; bits < 65_536n; bits++) {
      const fields = splitBits(format, bits);
      if (joinBits(format, fields) !== bits) lost.push(bits);
      const value = decode(format, bits);
      if (!Object.is(roundTo(format, value), value)) lost.push(bits);
      if (kindOf(format, fields) === 'nan') {
        nans++;
        // A number has no room for a NaN's payload: it comes back as the quiet NaN.
        if (!Number.isNaN(decode(format, encode(format, value)))) lost.push(bits);
      } else if (encode(format, value) !== bits) lost.push(bits);
    }
    expect(lost).toEqual([]);
    expect(nans).toBe(2 * (2 ** format.fractionBits - 1));
  });

  it('of float32 and float64 are those of typed arrays (seed 5, 50,000 each)', () => {
    const uniform = mulberry32(5);
    const word = () => Math.floor(uniform() * 2 ** 32);
    const view = new DataView(new ArrayBuffer(8));
    let differing = 0;
    for (let i = 0; i < 50_000; i++) {
      view.setUint32(0, word());
      view.setUint32(4, word());
      const narrow = view.getFloat32(0);
      const wide = view.getFloat64(0);
      if (!Object.is(decode(formats.float32, BigInt(view.getUint32(0))), narrow)) differing++;
      if (!Object.is(decode(formats.float64, view.getBigUint64(0)), wide)) differing++;
      const isNarrow =
        Number.isNaN(narrow) || encode(formats.float32, narrow) === BigInt(view.getUint32(0));
      const isWide = Number.isNaN(wide) || encode(formats.float64, wide) === view.getBigUint64(0);
      if (!isNarrow || !isWide) differing++;
    }
    expect(differing).toBe(0);
  });

  it('bfloat16 is the upper half of float32', () => {
    let differing = 0;
    for (let bits = 0n; bits < 0x7f80n; bits++) {
      const whole = decode(formats.float32, bits << 16n);
      if (decode(formats.bfloat16, bits) !== whole) differing++;
    }
    expect(differing).toBe(0);
  });

  it('show their fields', () => {
    const bits = encode(formats.float16, -1.5);
    expect(bitText(formats.float16, bits)).toEqual({
      sign: '1',
      exponent: '01111',
      fraction: '1000000000',
    });
    const smallest = splitBits(formats.float32, encode(formats.float32, 1e-45));
    expect(kindOf(formats.float32, smallest)).toBe('subnormal');
  });

  it('refuse what does not fit', () => {
    expect(() => decode(formats.float16, 65_536n)).toThrow('no pattern of 16 bits (float16)');
  });
});

describe('neighbours', () => {
  it.each(['float16', 'bfloat16'] as const)('of %s: up visits every number in order', (name) => {
    const format = formats[name];
    let visited = 0;
    for (let x = Number.NEGATIVE_INFINITY; x < Number.POSITIVE_INFINITY; visited++) {
      const above = nextUp(format, x);
      if (above <= x) throw new Error(`${x} has no number above it`);
      if (x !== 0 && nextDown(format, above) !== x) throw new Error(`no way back to ${x}`);
      x = above;
    }
    // All patterns but the NaNs, +∞ and one of the two zeros.
    expect(visited).toBe(65_536 - 2 * (2 ** format.fractionBits - 1) - 2);
  });

  it('of every format: the ends', () => {
    for (const name of formatNames) {
      const format = formats[name];
      expect(nextUp(format, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
      expect(nextUp(format, Number.NaN)).toBeNaN();
      expect(nextUp(format, -nextUp(format, 0))).toBe(-0);
      expect(nextUp(format, 1) - 1).toBe(ulp(format, 1));
    }
    expect(nextUp(formats.float64, 0)).toBe(Number.MIN_VALUE);
    expect(nextUp(formats.float64, Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY);
    expect(nextUp(formats.float16, 65_504)).toBe(Number.POSITIVE_INFINITY);
  });

  it('lie one ulp apart', () => {
    expect(ulp(formats.float16, 1024)).toBe(1);
    expect(ulp(formats.float32, 2 ** -9)).toBe(2 ** -32);
    expect(ulp(formats.float32, 0)).toBe(2 ** -149);
    expect(ulp(formats.float64, 1)).toBe(Number.EPSILON);
  });
});
