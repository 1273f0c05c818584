import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { bentLoss, bentLosses, bentSlope } from './bends.ts';

const random = new Random(61);
const many = Array.from({ length: 400 }, () => random.between(0.0005, 0.9995));

const byDefinition = {
  focal: (p: number) => -((1 - p) ** 2) * Math.log(p),
  smooth: (p: number) => -0.91 * Math.log(p) - 0.09 * Math.log((1 - p) / 9),
  weight: (p: number) => -3 * Math.log(p),
} as const;
const bends = ['focal', 'smooth', 'weight'] as const;

describe.each(bends)('the curve bent by "%s"', (bend) => {
  test('is its definition, for 400 probabilities', () => {
    const losses = bentLosses(many, bend);
    for (const [i, p] of many.entries()) expect(losses[i]).toBeCloseTo(byDefinition[bend](p), 10);
  });

  test('has the slope that is measured', () => {
    for (const p of many) {
      const nudge = Math.min(p, 1 - p) * 1e-4;
      const measured = (bentLoss(p + nudge, bend) - bentLoss(p - nudge, bend)) / (2 * nudge);
      const slope = bentSlope(p, bend);
      expect(Math.abs(slope - measured)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
    }
  });

  test('has a wall at 0', () => {
    expect(bentLoss(0, bend)).toBe(Number.POSITIVE_INFINITY);
  });
});

test('a smoothed target is met best at 0.9 + 0.1/10, and never for nothing', () => {
  expect(bentSlope(0.91, 'smooth')).toBeCloseTo(0, 10);
  expect(bentSlope(0.95, 'smooth')).toBeGreaterThan(0);
  expect(bentLoss(1, 'smooth')).toBe(Number.POSITIVE_INFINITY);
  for (const p of many) {
    expect(bentLoss(p, 'smooth')).toBeGreaterThanOrEqual(bentLoss(0.91, 'smooth') - 1e-12);
  }
});

test('focal loss at ½ is a quarter of cross-entropy', () => {
  expect(bentLoss(0.5, 'focal')).toBeCloseTo(Math.LN2 / 4, 12);
  expect(bentLoss(1, 'focal')).toBe(0);
});
