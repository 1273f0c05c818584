import { describe, expect, it } from 'vitest';
import { difference, rateOf, rowDifference, summaryOf } from '../../scripts/bench/statistics.ts';

describe('statistics of the bench', () => {
  it('gives the middle and what 95% stay below', () => {
    const hundred = Array.from({ length: 101 }, (_, at) => 100 - at);
    expect(summaryOf(hundred)).toEqual({ median: 50, p95: 95, count: 101 });
  });

  it('refuses to sum up nothing', () => {
    expect(() => summaryOf([])).toThrow('nothing was measured');
  });

  it('turns times into rates, the slow end at p95', () => {
    expect(rateOf(64, [100, 100, 200])).toEqual({ median: 640, p95: 320, count: 3 });
  });

  it('compares numbers by their size, and small ones as they are', () => {
    expect(difference(200, 100)).toBe(0.5);
    expect(difference(0.3, 0.1)).toBeCloseTo(0.2);
    expect(difference(1, Number.NaN)).toBeNaN();
  });

  it('compares rows by their largest number', () => {
    expect(rowDifference([1, -4], [1, -3])).toBe(0.25);
    expect(rowDifference([0, 0], [0, 0])).toBe(0);
    expect(rowDifference([0, 0], [0, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(rowDifference([1, 2], [1])).toBe(Number.POSITIVE_INFINITY);
    expect(rowDifference([1, 2], [1, Number.NaN])).toBeNaN();
  });
});
