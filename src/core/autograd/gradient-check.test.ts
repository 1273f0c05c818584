import { describe, expect, it } from 'vitest';
import { type Difference, errorCurve } from './gradient-check.ts';
import { scalarGraphOf } from './scalar-graph.ts';

describe('the error of a numeric gradient over ε', () => {
  it.each<[Difference, valley: number, slope: number]>([
    ['central', 6e-6, 2],
    ['forward', 1.5e-8, 1],
  ])(
    'is a V with %s differences: truncation on one side, round-off on the other',
    (difference, valley, slope) => {
      const curve = errorCurve(scalarGraphOf('x = 1.3\nexp(sin(x))*x'), 'x', { difference });
      const { points, best = 0 } = curve;
      expect(best / valley).toBeGreaterThan(0.2);
      expect(best / valley).toBeLessThan(5);
      const left = points.filter(({ epsilon }) => epsilon > 30 * best);
      for (const { error, truncation } of left) expect(error / truncation).toBeCloseTo(1, 0);
      const steep = Math.log10(left[0].error / left[2].error);
      expect(steep).toBeCloseTo(slope, 0);
      const right = points.filter(({ epsilon }) => epsilon < best / 3);
      for (const { error, roundOff } of right) expect(error).toBeLessThan(4 * roundOff);
      expect(Math.max(...right.map(({ error }) => error))).toBeGreaterThan(1e-4);
      const least = Math.min(...points.map(({ error }) => error));
      expect(least).toBeLessThan(difference === 'central' ? 1e-9 : 1e-6);
      expect(points.some(({ isKinked }) => isKinked)).toBe(false);
    },
  );

  it('has no truncation where f is a straight line', () => {
    const { points, exact } = errorCurve(scalarGraphOf('x = 1\n3*x'), 'x');
    expect(exact).toBe(3);
    expect(points[0].truncation).toBeLessThan(1e-8);
  });

  it('marks the ε that reach a kink, and a start on one', () => {
    const beside = errorCurve(scalarGraphOf('x = 0.01\nrelu(x)*2'), 'x');
    for (const { epsilon, isKinked } of beside.points) expect(isKinked).toBe(epsilon >= 0.01);
    const on = errorCurve(scalarGraphOf('x = 1\nmax(x, 1)'), 'x');
    expect(on.points.every(({ isKinked }) => isKinked)).toBe(true);
  });

  it('says which inputs there are', () => {
    expect(() => errorCurve(scalarGraphOf('x = 1\nx*x'), 'y')).toThrow('no input "y"');
  });
});
