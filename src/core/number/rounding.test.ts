import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../probe.ts';
import { type FormatName, formats } from './format.ts';
import { roundTo } from './rounding.ts';

const view = new DataView(new ArrayBuffer(8));

function fromBits(bits: bigint): number {
  view.setBigUint64(0, BigInt.asUintN(64, bits));
  return view.getFloat64(0);
}

function toBits(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

/** Seeded float64 of any bits at all: subnormals, infinities and NaNs among them. */
function anyDoubles(seed: number): () => number {
  const uniform = mulberry32(seed);
  const word = () => Math.floor(uniform() * 2 ** 32);
  return () => {
    view.setUint32(0, word());
    view.setUint32(4, word());
    return view.getFloat64(0);
  };
}

/** Doubles in and around the range of a format, among them many that lie on or beside a tie. */
function nearTies(seed: number, lowest: number, highest: number, kept: number): () => number {
  const uniform = mulberry32(seed);
  const below = (count: number) => Math.floor(uniform() * count);
  return () => {
    const exponent = BigInt(1023 + lowest + below(highest - lowest + 1));
    // The kept bits at random, then a tie or a whole number, then at most a few last bits off it.
    const head = BigInt(below(2 ** kept)) << BigInt(52 - kept);
    const tie = BigInt(below(2)) << BigInt(51 - kept);
    const bits = (exponent << 52n) + head + tie + BigInt(below(5) - 2);
    return fromBits(bits) * (below(2) === 0 ? 1 : -1);
  };
}

describe('rounding to float32', () => {
  it('is Math.fround for 600,000 doubles of random bits and 600,000 beside ties (seeds 1, 2)', () => {
    const differing: number[] = [];
    const sources = [anyDoubles(1), nearTies(2, -152, 129, 23)];
    for (const draw of sources) {
      for (let i = 0; i < 600_000; i++) {
        const x = draw();
        if (!Object.is(roundTo(formats.float32, x), Math.fround(x))) differing.push(x);
      }
    }
    expect(differing).toEqual([]);
  });

  it('is Math.fround at every boundary, on both sides of it', () => {
    const boundaries: number[] = [0, 1, 2 ** -1074, 2 ** -1022, Number.MAX_VALUE];
    for (let power = -151; power <= 128; power++) {
      const steps = [-1, -0.5, -0.25, 0, 0.5, 1, 1.5];
      boundaries.push(...steps.map((step) => 2 ** power * (1 + step * 2 ** -23)));
    }
    for (let count = 0; count < 64; count++) boundaries.push((count / 4) * 2 ** -149);
    const differing = boundaries
      .flatMap((x) => [x, fromBits(toBits(x) + 1n), x === 0 ? 0 : fromBits(toBits(x) - 1n)])
      .flatMap((x) => [x, -x])
      .filter((x) => !Object.is(roundTo(formats.float32, x), Math.fround(x)));
    expect(differing).toEqual([]);
  });
});

/** The nearest number of a 16-bit format by comparing whole numbers only, from its definition. */
class ExactRounding {
  /** Every magnitude as a multiple of 2^−1074; the pattern after the largest stands for ∞. */
  readonly #sizes: readonly bigint[];
  readonly #values: readonly number[];

  constructor(fractionBits: number, bias: number) {
    const lastField = 2 * bias + 1;
    const unit = BigInt(1074 + 1 - bias - fractionBits);
    const one = 1 << fractionBits;
    const sizes: bigint[] = [];
    const values: number[] = [];
    for (let pattern = 0; pattern <= lastField * one; pattern++) {
      const field = Math.floor(pattern / one);
      const significand = (pattern % one) + (field === 0 ? 0 : one);
      sizes.push((BigInt(significand) << BigInt(Math.max(field, 1) - 1)) << unit);
      const size = significand * 2 ** (Math.max(field, 1) - bias - fractionBits);
      values.push(field === lastField ? Number.POSITIVE_INFINITY : size);
    }
    this.#sizes = sizes;
    this.#values = values;
  }

  round(x: number): number {
    if (!Number.isFinite(x)) return x;
    const bits = toBits(x);
    const field = (bits >> 52n) & 0x7ffn;
    const fraction = bits & 0xf_ffff_ffff_ffffn;
    const size = field === 0n ? fraction : (fraction + (1n << 52n)) << (field - 1n);
    const nearest = this.#values[this.#nearest(size)];
    return bits >> 63n === 1n ? -nearest : nearest;
  }

  #nearest(size: bigint): number {
    let low = 0;
    let high = this.#sizes.length - 1;
    if (size >= this.#sizes[high]) return high;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#sizes[middle] <= size) low = middle;
      else high = middle;
    }
    const beyond = 2n * size - (this.#sizes[low] + this.#sizes[high]);
    if (beyond === 0n) return low % 2 === 0 ? low : high;
    return beyond > 0n ? high : low;
  }
}

describe('rounding to 16 bits', () => {
  const cases: readonly [FormatName, ExactRounding, lowest: number, highest: number][] = [
    ['float16', new ExactRounding(10, 15), -27, 17],
    ['bfloat16', new ExactRounding(7, 127), -136, 129],
  ];

  it.each(cases)(
    'to %s agrees with whole-number arithmetic (seeds 3, 4)',
    (name, exact, ...range) => {
      const format = formats[name];
      const differing: number[] = [];
      for (const draw of [anyDoubles(3), nearTies(4, ...range, format.fractionBits)]) {
        for (let i = 0; i < 100_000; i++) {
          const x = draw();
          if (!Object.is(roundTo(format, x), exact.round(x))) differing.push(x);
        }
      }
      expect(differing).toEqual([]);
    },
  );

  it('sends ties to the even neighbour', () => {
    const { float16, bfloat16 } = formats;
    expect([2049, 2051, 2053].map((x) => roundTo(float16, x))).toEqual([2048, 2052, 2052]);
    expect([257, 259, 261].map((x) => roundTo(bfloat16, x))).toEqual([256, 260, 260]);
    expect([0.5, 1.5, 2.5].map((x) => roundTo(float16, x * 2 ** -24) * 2 ** 24)).toEqual([0, 2, 2]);
  });

  it('overflows from half a step beyond the largest number', () => {
    expect(roundTo(formats.float16, 65_519.999)).toBe(65_504);
    expect(roundTo(formats.float16, -65_520)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('keeps the sign of what vanishes, and NaN', () => {
    expect(roundTo(formats.float16, -1e-30)).toBe(-0);
    expect(roundTo(formats.bfloat16, Number.NaN)).toBeNaN();
  });
});

describe('rounding to float64', () => {
  it('changes nothing', () => {
    for (const x of [0.1, -0, 5e-324, Number.MAX_VALUE]) {
      expect(roundTo(formats.float64, x)).toBe(x);
    }
  });
});
