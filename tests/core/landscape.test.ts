import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quadratic, rosenbrock, saddle } from '../../src/core/optimizers/landscape.ts';
import { walk } from '../../src/core/optimizers/walk.ts';

describe('landscapes', () => {
  it.each([
    ['the valley', quadratic([10.125, 9.875, 9.875, 10.125], [1, -0.5])],
    ['Rosenbrock', rosenbrock],
    ['the saddle', saddle],
  ])('the gradient of %s is its slope, by central differences (seeded)', (_, objective) => {
    const side = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(side, side, (x, y) => {
        const { gradient } = objective(Float64Array.of(x, y));
        const along = (dx: number, dy: number): number =>
          (objective(Float64Array.of(x + dx, y + dy)).value -
            objective(Float64Array.of(x - dx, y - dy)).value) /
          2e-5;
        const scale = Math.max(1, Math.abs(gradient[0]), Math.abs(gradient[1]));
        expect(Math.abs(along(1e-5, 0) - gradient[0]) / scale).toBeLessThan(1e-6);
        expect(Math.abs(along(0, 1e-5) - gradient[1]) / scale).toBeLessThan(1e-6);
      }),
      { seed: 20_266, numRuns: 200 },
    );
  });

  it('refuse sizes that do not fit', () => {
    expect(() => quadratic([1, 2, 3], [1, 2])).toThrow('expected A of 2 × 2, got 3 numbers');
    expect(() => quadratic([1], [1])(Float64Array.of(1, 2))).toThrow('expected 1 weights, got 2');
  });

  it('from the ridge of the saddle gradient descent goes to the flat point, Adam from beside it away', () => {
    const plan = { settings: {}, objective: saddle, rate: () => 0.1, steps: 50 };
    const ridge = walk({ ...plan, optimizer: 'sgd', start: Float64Array.of(1, 0) });
    expect(Math.hypot(...ridge[49].to)).toBeLessThan(1e-4);
    const beside = walk({ ...plan, optimizer: 'adam', start: Float64Array.of(1, 1e-6) });
    expect(Math.abs(beside[49].to[1])).toBeGreaterThan(1);
  });
});
