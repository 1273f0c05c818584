import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipByGlobalNorm, clipByValue, globalNorm } from '../../src/core/optimizers/clipping.ts';
import { gradientNoise, noiseDeviation, noisyGradient } from '../../src/core/optimizers/noise.ts';
import { Random } from '../../src/digits/random.ts';

const seed = 20_263;
const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
  minLength: 1,
  maxLength: 6,
});
const limits = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe('clipping by norm', () => {
  it('leaves a length of the limit at most, and the direction as it was (seeded)', () => {
    fc.assert(
      fc.property(numbers, numbers, limits, (a, b, limit) => {
        const before = Math.hypot(...a, ...b);
        const { gradients, norm } = clipByGlobalNorm({ a, b }, limit);
        expect(norm).toBeCloseTo(before, 8);
        const after = globalNorm([gradients.a, gradients.b]);
        expect(after).toBeLessThanOrEqual(limit * (1 + 1e-12));
        if (before <= limit) {
          expect(Array.from(gradients.a)).toEqual(a);
          return;
        }
        expect(after / limit).toBeCloseTo(1, 12);
        const factor = limit / before;
        [...a, ...b].forEach((value, i) => {
          expect([...gradients.a, ...gradients.b][i]).toBeCloseTo(value * factor, 8);
        });
      }),
      { seed, numRuns: 300 },
    );
  });

  it('measures what would overflow', () => {
    expect(globalNorm([[3e200, 4e200]])).toBeCloseTo(5e200, -190);
    expect(globalNorm([[3e-200], [4e-200]]) / 5e-200).toBeCloseTo(1, 12);
    expect(globalNorm([[0, 0]])).toBe(0);
  });

  it('hides no gradient that is no number', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { gradients, norm } = clipByGlobalNorm({ a: [1, bad], b: [2] }, 1);
      expect(norm).toBe(bad);
      expect([...gradients.a, ...gradients.b]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    }
  });

  it('keeps the format of float32 rows, and refuses a limit that is none', () => {
    const { gradients } = clipByGlobalNorm({ a: Float32Array.of(3, 4) }, 1);
    expect(gradients.a).toEqual(Float32Array.of(0.6, 0.8));
    expect(() => clipByGlobalNorm({ a: [1] }, 0)).toThrow(
      'clipping by norm: the limit should be a number in (0, ∞], and is 0',
    );
  });
});

describe('clipping by value', () => {
  it('moves each number into ±limit, and bends the direction', () => {
    expect(Array.from(clipByValue([3, -0.5, -9, Number.NaN], 1))).toEqual([
      1,
      -0.5,
      -1,
      Number.NaN,
    ]);
    expect(() => clipByValue([1], Number.NaN)).toThrow('and is NaN');
  });
});

describe('gradient noise', () => {
  it('is √(η / (1 + t)^γ) wide', () => {
    expect(noiseDeviation(gradientNoise.defaults, 0)).toBeCloseTo(0.1, 12);
    expect(noiseDeviation({ variance: 1, decay: 1 }, 3)).toBe(0.5);
  });

  it('has the mean 0 and the spread it says (seeded)', () => {
    const random = new Random(seed);
    const noise = Array.from(
      noisyGradient(new Float64Array(20_000), 0.3, (mean, deviation) =>
        random.normal(mean, deviation),
      ),
    );
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.sqrt(variance)).toBeCloseTo(0.3, 2);
  });

  it('is the same from the same seed', () => {
    const once = () => {
      const random = new Random(seed, 1);
      return noisyGradient([1, 2, 3], 0.1, (mean, deviation) => random.normal(mean, deviation));
    };
    expect(once()).toEqual(once());
  });
});
