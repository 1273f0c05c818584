import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

describe('Random', () => {
  it('gives the same stream everywhere (values from an independent implementation in Python)', () => {
    const random = new Random(1, 2, 3);
    expect([random.next(), random.next(), random.next()]).toEqual([
      201605271, 2855183049, 2702270289,
    ]);
    expect(new Random(1).next()).toBe(3190951564);
    expect(new Random(-7, 1e9).next()).toBe(651431620);
    expect(new Random(42).normal()).toBe(-0.163604736328125);
    expect([...new Random(9).permutation(8)]).toEqual([5, 2, 7, 4, 1, 3, 0, 6]);
  });

  it('gives another stream for any other seeds', () => {
    const seeds = [[0], [1], [-1], [0, 0], [0, 1], [1, 0], [0, 0, 1], [0, 1, 0]];
    expect(new Set(seeds.map((tuple) => new Random(...tuple).next())).size).toBe(seeds.length);
  });

  it('is even between its limits', () => {
    const random = new Random(4);
    const counts = Array.from({ length: 8 }, () => 0);
    for (let i = 0; i < 8000; i++) {
      const value = random.between(-2, 2);
      expect(value >= -2 && value < 2).toBe(true);
      const cell = Math.floor((value + 2) * 2);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120); // 4 deviations
  });

  it('is bell-shaped with the mean and deviation asked for', () => {
    const random = new Random(6);
    const values = Array.from({ length: 8000 }, () => random.normal(3, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(3, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
    const within = values.filter((value) => Math.abs(value - 3) < 2).length / values.length;
    expect(within).toBeCloseTo(0.68, 1);
  });

  it('picks in proportion to weight, and permutes without loss', () => {
    const random = new Random(8);
    const items = [{ weight: 3 }, { weight: 0 }, { weight: 1 }];
    const picked = Array.from({ length: 4000 }, () => items.indexOf(random.pick(items)));
    expect(picked.filter((i) => i === 0).length / 4000).toBeCloseTo(0.75, 1);
    expect(picked).not.toContain(1);
    expect([...random.permutation(100)].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
    expect(() => random.pick([])).toThrow('nothing to pick from');
  });
});
