import { deviation, mean } from 'd3';
import { describe, expect, test } from 'vitest';
import { Random } from '../digits/random.ts';
import { statisticsOf } from './statistics.ts';

describe('statistics of a tensor', () => {
  test('by hand: 0, 3, −4 have the mean −1/3, the norm 5, one zero', () => {
    const s = statisticsOf([0, 3, -4]);
    expect(s).toMatchObject({ size: 3, zeros: 1, nan: 0, infinite: 0, least: -4, largest: 3 });
    expect(s.mean).toBeCloseTo(-1 / 3, 15);
    // √((1/9 + 100/9 + 121/9) / 3)
    expect(s.deviation).toBeCloseTo(Math.sqrt(222 / 27), 14);
    expect(s.norm).toBe(5);
  });

  test('agree with a second computation on 1000 seeded numbers', () => {
    const random = new Random(11);
    const data = Array.from({ length: 1000 }, () => random.between(-3, 5));
    const s = statisticsOf(data);
    expect(s.mean).toBeCloseTo(mean(data) ?? Number.NaN, 12);
    // d3 divides by n − 1.
    expect(s.deviation).toBeCloseTo((deviation(data) ?? Number.NaN) * Math.sqrt(0.999), 12);
    expect(s.norm).toBeCloseTo(Math.hypot(...data), 10);
  });

  test('NaN and infinities are counted, and spoil nothing but the norm', () => {
    const s = statisticsOf([1, Number.NaN, 3, Number.POSITIVE_INFINITY]);
    expect(s).toMatchObject({ nan: 1, infinite: 1, mean: 2, deviation: 1, least: 1, largest: 3 });
    expect(s.norm).toBeNaN();
    expect(statisticsOf([1, Number.NEGATIVE_INFINITY]).norm).toBe(Number.POSITIVE_INFINITY);
  });

  test('tiny and huge numbers keep their norm', () => {
    expect(statisticsOf([3e-200, 4e-200]).norm / 1e-200).toBeCloseTo(5, 12);
    expect(statisticsOf([3e200, 4e200]).norm / 1e200).toBeCloseTo(5, 12);
  });

  test('of nothing, and of zeros', () => {
    expect(statisticsOf([])).toMatchObject({ size: 0, least: 0, largest: 0, norm: 0 });
    expect(statisticsOf([]).mean).toBeNaN();
    expect(statisticsOf([0, -0])).toMatchObject({ zeros: 2, norm: 0, mean: 0, deviation: 0 });
  });
});
