import { describe, expect, test } from 'vitest';
import { formatNames } from '../../core/number/format.ts';
import { type Attributes, cells } from './attributes.ts';
import { narrateBend, narrateCurve, narrateGuard } from './narration.ts';
import { answerer, pointOf } from './point.ts';

const attributes: Attributes = {
  experiment: 'curve',
  probability: 'p',
  start: 0.0695,
  mode: 'guard',
  unit: 'nats',
  mirror: 'off',
  guard: 'epsilon',
  format: 'float32',
  axis: 'linear',
  bend: 'focal',
};
const answer = answerer(attributes);
const at = (...values: readonly number[]) => ({
  p: { shape: [], values, min: 0, max: 1, step: 0.01 },
});

describe('answers', () => {
  test('are given for every head, at the point and elsewhere', () => {
    for (const head of cells) {
      expect(answer(head, at(0.3), {})).toBeTypeOf('number');
      expect(answer(`${head}(0.25)`, at(0.3), {})).toBeTypeOf('number');
    }
  });

  test('follow the point, the curve and the settings', () => {
    expect(answer('loss', at(0.0695), {})).toBeCloseTo(2.666, 3);
    expect(answer('loss(0.05)', at(0.0695), {})).toBeCloseTo(2.996, 3);
    expect(answer('cap', at(0.5), {})).toBeCloseTo(23.026, 3);
    expect(answer('swallow', at(0.5), {})).toBe(2 ** -9);
    expect(answer('swallow', at(0.5), { 'curve/format': 'bfloat16' })).toBe(2 ** -25);
    expect(answer('computed', at(1), { 'curve/guard': 'one' })).toBeCloseTo(-Math.LN2, 6);
    expect(answer('computed', at(1), { 'curve/guard': 'no such guard' })).toBeCloseTo(0, 9);
  });

  test.each(['loss(2)', 'loss(x)', 'loss.0', 'price', ''])('"%s" is no cell', (cell) => {
    expect(answer(cell, at(0.5), {})).toBeUndefined();
  });
});

test.each([[[2]], [[-0.1]], [[Number.NaN]], [[0.5, 0.5]], [[]]])(
  'a point of %j is refused: it stays as written',
  (values) => {
    expect(pointOf(attributes, at(...values))).toEqual({ p: 0.0695, fits: false });
  },
);

describe('the narration', () => {
  const points = [0, 1e-16, 1e-12, 1e-10, 1e-5, 0.001953, 0.001953125, 0.0695, 0.5, 0.95, 1];

  test('has words for every point, guard, format and bend', () => {
    for (const p of points) {
      const told = [
        narrateCurve(p),
        ...(['focal', 'smooth', 'weight'] as const).map((bend) => narrateBend(p, bend)),
        ...formatNames.flatMap((format) =>
          (['none', 'epsilon', 'one'] as const).map((guard) => narrateGuard(p, guard, format)),
        ),
      ];
      for (const words of told) expect(words).toMatch(/^[^\n]{20,240}$/);
      expect(told.join(' ')).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('says where the guard is lost, kept, and never was', () => {
    expect(narrateGuard(2 ** -9, 'epsilon', 'float32')).toContain('2.33 × 10⁻¹⁰ apart');
    expect(narrateGuard(0, 'epsilon', 'float64')).toContain('23.03');
    expect(narrateGuard(0, 'epsilon', 'float16')).toContain('stored as 0');
    expect(narrateGuard(0, 'none', 'float32')).toContain('infinite');
  });
});
