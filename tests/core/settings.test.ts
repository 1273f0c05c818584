import { describe, expect, it } from 'vitest';
import { type AdamSettings, adam } from '../../src/core/optimizers/adam.ts';
import type { MomentSettings, MomentState } from '../../src/core/optimizers/moments.ts';
import type { Optimizer } from '../../src/core/optimizers/optimizer.ts';
import { optimizers } from '../../src/core/optimizers.ts';
import { settingsOf } from '../../src/core/settings.ts';

describe('what is not whole does not compile', () => {
  it('an optimiser without a memory, a default or a limit', () => {
    const { start, defaults, limits, ...rest } = optimizers.radam;
    const { beta1, ...fewerDefaults } = defaults;
    const { beta2, ...fewerLimits } = limits;
    type Whole = Optimizer<MomentSettings, MomentState>;
    // @ts-expect-error there is no memory to start from
    const forgetful: Whole = { ...rest, defaults, limits };
    // @ts-expect-error beta1 has no default
    const undecided: Whole = { ...rest, start, defaults: fewerDefaults, limits };
    // @ts-expect-error beta2 has no limit
    const unlimited: Whole = { ...rest, start, defaults, limits: fewerLimits };
    expect([forgetful, undecided, unlimited].map(({ name }) => name)).toContain('radam');
    expect([beta1, beta2.kind]).toEqual([0.9, 'number']);
  });
});

describe('settings', () => {
  it('name what is wrong, what should be there and what is', () => {
    expect(() => settingsOf(adam, { beta1: 1 })).toThrow(
      'adam: "beta1" should be a number in [0, 1), and is 1',
    );
    expect(() => settingsOf(adam, { epsilon: Number.NaN })).toThrow('and is "NaN"');
    expect(() => settingsOf(optimizers.lbfgs, { memory: 2.5 })).toThrow(
      'lbfgs: "memory" should be a whole number in [1, ∞), and is 2.5',
    );
    expect(() => settingsOf(optimizers.sgd, { nesterov: true, dampening: 0.5 })).toThrow(
      '"dampening" should be 0, and is 0.5',
    );
    const foreign: Partial<AdamSettings> = JSON.parse('{ "beta3": 0.5 }');
    expect(() => settingsOf(adam, foreign)).toThrow('adam has no setting "beta3"; it has');
  });
});
