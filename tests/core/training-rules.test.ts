import { describe, expect, it } from 'vitest';
import { adamDefaults, adamStep, createAdamState } from '../../src/core/optimizers/adam.ts';
import { type OneCycle, oneCycleRate } from '../../src/core/schedules/one-cycle.ts';

describe('Adam', () => {
  const run = (weightDecay: number, steps: number) => {
    const w = { w: Float32Array.of(1, -2) };
    const state = createAdamState([{ id: 'w', shape: [2] }]);
    for (let t = 0; t < steps; t++) {
      const g = {
        shape: [2],
        dtype: 'float32' as const,
        data: Float32Array.from(w.w, (x) => 2 * x),
      };
      adamStep(w, { w: g }, state, 0.1, { ...adamDefaults, weightDecay }, () => true);
    }
    return w.w;
  };
  it('takes a first step of the learning rate, whatever the gradient', () => {
    const [a, b] = run(0, 1);
    expect(a).toBeCloseTo(0.9, 6);
    expect(b).toBeCloseTo(-1.9, 6);
  });
  it('decays weights apart from the gradient', () => {
    expect(run(0.5, 1)[0]).toBeCloseTo(1 * (1 - 0.1 * 0.5) - 0.1, 6);
  });
  it('finds the bottom of a parabola', () => {
    for (const x of run(0, 400)) expect(Math.abs(x)).toBeLessThan(1e-2);
  });
});

describe('the one-cycle schedule', () => {
  const cycle: OneCycle = {
    maxRate: 0.1,
    totalSteps: 50,
    rise: 0.3,
    startDivider: 25,
    endDivider: 1e4,
  };
  it('starts low, peaks at rise · steps − 1, ends at almost nothing', () => {
    expect(oneCycleRate(cycle, 0)).toBeCloseTo(0.004, 12);
    expect(oneCycleRate(cycle, 14)).toBeCloseTo(0.1, 12);
    expect(oneCycleRate(cycle, 49)).toBeCloseTo(4e-7, 15);
  });
  it('never leaves its range', () => {
    for (let t = 0; t < 50; t++) {
      expect(oneCycleRate(cycle, t)).toBeGreaterThan(0);
      expect(oneCycleRate(cycle, t)).toBeLessThanOrEqual(0.1);
    }
  });
});
