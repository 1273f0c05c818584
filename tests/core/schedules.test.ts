import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paceOf, type ScheduleName, schedules } from '../../src/core/schedules.ts';

const names = Object.keys(schedules).filter((name): name is ScheduleName => name in schedules);
const steps = (count: number): number[] => Array.from({ length: count }, (_, t) => t);

describe('every schedule', () => {
  it('stands in the table under its own name, with defaults that its limits allow', () => {
    for (const name of names) {
      expect(schedules[name].name).toBe(name);
      expect(paceOf(name, {}).rate(0)).toBeGreaterThan(0);
    }
    expect(names).toHaveLength(9);
  });

  it.each(names)('%s gives a rate for 1,000 steps, and refuses a step that is none', (name) => {
    const pace = paceOf(name, {});
    for (const t of steps(1000)) {
      expect(pace.rate(t)).toBeGreaterThanOrEqual(0);
      expect(pace.rate(t)).toBeLessThanOrEqual(0.1 * (1 + 1e-12));
    }
    expect(() => pace.rate(-1)).toThrow(
      `${name}: the step should be a whole number in [0, ∞), and is -1`,
    );
    expect(() => pace.rate(0.5)).toThrow('and is 0.5');
  });

  it('names a wrong setting', () => {
    expect(() => paceOf('step', { every: 0 })).toThrow(
      'step: "every" should be a whole number in [1, ∞), and is 0',
    );
    expect(() => paceOf('multiStep', { milestones: [10, 10] })).toThrow(
      '"milestones" should be step numbers, each larger than the one before, and is [10,10]',
    );
    expect(() => paceOf('oneCycle', { threePhases: true, rise: 0.6 })).toThrow(
      '"rise" should be a number in [0, 0.5], and is 0.6',
    );
  });
});

describe('the one-cycle schedule', () => {
  const cycle = paceOf('oneCycle', { maxRate: 0.1, totalSteps: 50, rise: 0.3 });
  it('starts low, peaks at rise · steps − 1, ends at almost nothing and stays there', () => {
    expect(cycle.rate(0)).toBeCloseTo(0.004, 12);
    expect(cycle.rate(14)).toBeCloseTo(0.1, 12);
    expect(cycle.rate(49)).toBeCloseTo(4e-7, 15);
    expect(cycle.rate(80)).toBe(cycle.rate(49));
  });
  it('moves the momentum against the rate', () => {
    const byRate = steps(50).sort((a, b) => cycle.rate(a) - cycle.rate(b));
    const rising = byRate.filter((t) => t <= 14).map((t) => cycle.momentum(t) ?? Number.NaN);
    expect(rising).toEqual([...rising].sort((a, b) => b - a));
    expect(cycle.momentum(14)).toBeCloseTo(0.85, 12);
  });
  it('is whole for every number of steps and every share that rises (seeded)', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        share,
        fc.boolean(),
        (totalSteps, rise, three) => {
          const threePhases = three && rise <= 0.5;
          const pace = paceOf('oneCycle', { totalSteps, rise, threePhases });
          for (const t of steps(totalSteps + 2)) {
            expect(pace.rate(t)).toBeGreaterThan(0);
            expect(pace.rate(t)).toBeLessThanOrEqual(0.1 * (1 + 1e-12));
          }
        },
      ),
      { seed: 20_264, numRuns: 300 },
    );
  });
});

describe('the cyclical schedule', () => {
  const settings = { lowestRate: 0.1, maxRate: 0.5, stepsUp: 4, stepsDown: 2 };
  it('rises and falls between its bounds, momentum against it', () => {
    const pace = paceOf('cyclical', settings);
    const once = [0.1, 0.2, 0.3, 0.4, 0.5, 0.3];
    steps(18).forEach((t) => {
      expect(pace.rate(t)).toBeCloseTo(once[t % 6], 12);
    });
    expect(pace.momentum(0)).toBe(0.9);
    expect(pace.momentum(4)).toBeCloseTo(0.8, 12);
  });
  it('halves from cycle to cycle, or shrinks from step to step', () => {
    const halving = paceOf('cyclical', { ...settings, shape: 'halving' });
    expect([4, 10, 16].map((t) => halving.rate(t) - 0.1)).toEqual([
      expect.closeTo(0.4, 12),
      expect.closeTo(0.2, 12),
      expect.closeTo(0.1, 12),
    ]);
    const shrinking = paceOf('cyclical', { ...settings, shape: 'exponential', factor: 0.9 });
    expect(shrinking.rate(10)).toBeCloseTo(0.1 + 0.4 * 0.9 ** 10, 12);
  });
});

describe('warm restarts', () => {
  it('start anew after 10, 20, 40 steps when the period doubles', () => {
    const pace = paceOf('warmRestarts', { baseRate: 1, period: 10, growth: 2, lowestRate: 0 });
    const tops = steps(80).filter((t) => pace.rate(t) === 1);
    expect(tops).toEqual([0, 10, 30, 70]);
  });
});
