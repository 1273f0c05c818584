import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adam } from '../../src/core/optimizers/adam.ts';
import { adamw } from '../../src/core/optimizers/adamw.ts';
import { quadratic } from '../../src/core/optimizers/landscape.ts';
import type { Objective } from '../../src/core/optimizers/optimizer.ts';
import { rectification } from '../../src/core/optimizers/radam.ts';
import { walk } from '../../src/core/optimizers/walk.ts';
import { type OptimizerName, type OptimizerTypes, optimizers } from '../../src/core/optimizers.ts';
import { paceOf } from '../../src/core/schedules.ts';
import { settingsOf } from '../../src/core/settings.ts';
import { type Summed, sumRules } from '../support/optimizer-sums.ts';

const seed = 20_261;
const names = Object.keys(optimizers).filter((name): name is OptimizerName => name in optimizers);
const gradientOnes = names.filter((name): name is Summed => name !== 'lbfgs');

const flat: Objective = (weights) => ({ value: 0, gradient: new Float64Array(weights.length) });

/** The weight after each of the given gradients, from w₀. */
function descend<N extends OptimizerName>(
  name: N,
  given: Partial<OptimizerTypes[N]['settings']>,
  gradients: readonly number[],
  rate: number,
  start = 0,
): number[] {
  const steps = walk({
    optimizer: name,
    settings: given,
    objective: flat,
    start: Float64Array.of(start),
    rate: () => rate,
    steps: gradients.length,
    treat: (_, t) => [gradients[t]],
  });
  return steps.map(({ to }) => to[0]);
}

const unit = fc.double({ min: 0, max: 0.99, noNaN: true });
// ε large enough to be told from rounding: inside or outside the root must make a difference.
const epsilon = fc.double({ min: 1e-3, max: 0.5, noNaN: true });
const gradientRow = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});
const moments = { beta1: unit, beta2: unit, epsilon };
const anySettings: {
  readonly [N in Summed]: fc.Arbitrary<Partial<OptimizerTypes[N]['settings']>>;
} = {
  sgd: fc
    .record({ momentum: unit, dampening: unit, nesterov: fc.boolean() })
    .map((given) => (given.nesterov ? { ...given, dampening: 0 } : given)),
  adagrad: fc.record({ rateDecay: unit, initialSum: unit, epsilon }),
  rmsprop: fc.record({ smoothing: unit, epsilon, momentum: unit, centered: fc.boolean() }),
  adam: fc.record({ ...moments, amsgrad: fc.boolean() }),
  adamw: fc.record({ ...moments, amsgrad: fc.boolean(), weightDecay: fc.constant(0) }),
  nadam: fc.record({ ...moments, momentumDecay: unit }),
  radam: fc.record({ ...moments, beta2: fc.double({ min: 0.5, max: 0.999, noNaN: true }) }),
  adabelief: fc.record(moments),
};

/** Largest difference between a walk and the same one written as sums over all gradients. */
function deviation(actual: readonly number[], expected: readonly number[]): number {
  const differences = actual.map((w, t) => Math.abs(w - expected[t]) / (1 + Math.abs(expected[t])));
  return Math.max(...differences);
}

/** Holds a rule against its sums, over random settings and gradients. */
function holds<N extends Summed>(name: N): void {
  fc.assert(
    fc.property(anySettings[name], gradientRow, (given, gradients) => {
      const settings = settingsOf(optimizers[name], given);
      const expected = sumRules[name](gradients, settings, 0.1);
      expect(deviation(descend(name, given, gradients, 0.1), expected)).toBeLessThan(1e-9);
    }),
    { seed, numRuns: 300 },
  );
}

describe('each rule, written once more as sums over all gradients so far', () => {
  it.each(gradientOnes)('%s', (name) => holds(name));

  const gradients = [0.3, -0.2, 0.5, 0.1, 0.4, 0.2, -0.1];

  it('notices an ε that slipped into the root', () => {
    const settings = { ...adam.defaults, epsilon: 1e-2 };
    const right = sumRules.adam(gradients, settings, 0.1);
    expect(deviation(descend('adam', settings, gradients, 0.1), right)).toBeLessThan(1e-12);
    let [w, m, v] = [0, 0, 0];
    const planted = gradients.map((g, i) => {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= (0.1 * m) / (1 - 0.9 ** (i + 1)) / Math.sqrt(v / (1 - 0.999 ** (i + 1)) + 1e-2);
      return w;
    });
    expect(deviation(planted, right)).toBeGreaterThan(1e-3);
  });

  it('notices an RAdam without bias correction, or with a threshold of 4', () => {
    const { beta1, beta2, epsilon } = optimizers.radam.defaults;
    const right = sumRules.radam(gradients, optimizers.radam.defaults, 0.1);
    const planted = (threshold: number, corrects: boolean): number[] => {
      let [w, m, v] = [0, 0, 0];
      return gradients.map((g, i) => {
        const t = i + 1;
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g * g;
        const rho = 1999 - (2 * t * beta2 ** t) / (1 - beta2 ** t);
        const mean = corrects ? m / (1 - beta1 ** t) : m;
        const trust = Math.sqrt(((rho - 4) * (rho - 2) * 1999) / (1995 * 1997 * rho));
        const scale = Math.sqrt(v / (1 - beta2 ** t)) + epsilon;
        w -= 0.1 * (rho > threshold ? (trust * mean) / scale : mean);
        return w;
      });
    };
    expect(deviation(planted(5, true), right)).toBeLessThan(1e-6);
    expect(deviation(planted(4, true), right)).toBeGreaterThan(1e-3);
    expect(deviation(planted(5, false), right)).toBeGreaterThan(1e-3);
  });
});

describe('RAdam', () => {
  it('trusts its second moment only where ρ_t > 5: with β₂ = 0.999 from step 6 on', () => {
    const trusted = [1, 2, 3, 4, 5, 6, 7].map((t) => rectification(0.999, t) !== undefined);
    expect(trusted).toEqual([false, false, false, false, false, true, true]);
    // A threshold of 4 would let step 5 in: ρ_5 lies between.
    const rho = (t: number): number => 1999 - (2 * t * 0.999 ** t) / (1 - 0.999 ** t);
    expect(rho(5)).toBeGreaterThan(4);
    expect(rho(5)).toBeLessThan(5);
  });
  it('ends as Adam', () => {
    expect(rectification(0.999, 50_000)).toBeCloseTo(1, 9);
  });
  it('never trusts an average that is always short', () => {
    for (const t of [1, 10, 1000]) expect(rectification(0.5, t)).toBeUndefined();
  });
});

describe('weight decay (seeded)', () => {
  const coupled = ['sgd', 'adagrad', 'rmsprop', 'adam', 'nadam', 'radam'] as const;
  it.each(coupled)('of %s is L2: λw added to the gradient', (name) => {
    const weightDecay = 0.3;
    const start = 1.5;
    const [decayed] = descend(name, { weightDecay }, [0.7], 0.05, start);
    const [plain] = descend(name, {}, [0.7 + weightDecay * start], 0.05, start);
    expect(decayed).toBe(plain);
  });
  it.each(['adamw', 'adabelief'] as const)('of %s is decoupled: each step keeps 1 − ηλ', (name) => {
    const [decayed] = descend(name, { weightDecay: 0.3 }, [0.7], 0.05, 1.5);
    const [plain] = descend(name, { weightDecay: 0 }, [0.7], 0.05, 1.5);
    expect(decayed).toBeCloseTo(plain - 0.05 * 0.3 * 1.5, 12);
  });
});

describe('every optimiser', () => {
  it('stands in the table under its own name, with defaults that its limits allow', () => {
    for (const name of names) {
      expect(optimizers[name].name).toBe(name);
      expect(defaultsOf(name)).toEqual(optimizers[name].defaults);
    }
    expect(names).toHaveLength(9);
  });

  it.each(names)('%s comes down to the bottom of a random bowl', (name) => {
    const pace = paceOf('cosine', { baseRate: topRates[name], halfPeriod: 500 });
    const side = fc.double({ min: -3, max: 3, noNaN: true });
    const width = fc.double({ min: 0.5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        width,
        width,
        fc.double({ min: 0, max: 3, noNaN: true }),
        side,
        side,
        (a, b, turn, x, y) => {
          const [c, s] = [Math.cos(turn), Math.sin(turn)];
          const cross = (a - b) * c * s;
          const matrix = [a * c * c + b * s * s, cross, cross, a * s * s + b * c * c];
          const bottom = [matrix[0] * x + cross * y, cross * x + matrix[3] * y];
          const steps = walk({
            optimizer: name,
            // Decay would pull the end towards 0.
            settings: name === 'adamw' ? { weightDecay: 0 } : {},
            objective: quadratic(matrix, bottom),
            start: Float64Array.of(3, -2),
            rate: pace.rate,
            steps: 500,
          });
          const end = steps[499].to;
          expect(Math.hypot(end[0] - x, end[1] - y)).toBeLessThan(0.02);
        },
      ),
      { seed, numRuns: 30 },
    );
  });

  it.each(names)('%s changes nothing in place and keeps the format of its rows', (name) => {
    const start = Float32Array.of(1, -2);
    const objective = quadratic([2, 0, 0, 4], [1, 1]);
    const steps = walk({
      optimizer: name,
      settings: {},
      objective,
      start,
      rate: () => 0.1,
      steps: 3,
    });
    expect(Array.from(start)).toEqual([1, -2]);
    expect(steps[1].from).toBe(steps[0].to);
    for (const { to } of steps) expect(to).toBeInstanceOf(Float32Array);
    expect(steps[2].to).not.toEqual(steps[1].to);
  });

  it.each(gradientOnes)(
    '%s refuses a gradient of another length, and a rate that is none',
    (name) => {
      const weights = Float64Array.of(1, 2);
      const run = (gradient: number[], rate: number) => () =>
        descendOnce(name, weights, gradient, rate);
      expect(run([1], 0.1)).toThrow(`${name}: expected a gradient of 2 numbers, got 1`);
      expect(run([1, 1], Number.NaN)).toThrow('the learning rate should be a number in [0, ∞)');
      expect(run([1, 1], -1)).toThrow('and is -1');
    },
  );
});

/** Where the cosine starts from, in a bowl whose curvature is at most 5. */
const topRates: Record<OptimizerName, number> = {
  sgd: 0.3,
  adagrad: 1,
  rmsprop: 0.1,
  adam: 0.3,
  adamw: 0.3,
  nadam: 0.3,
  radam: 0.3,
  adabelief: 0.3,
  lbfgs: 1,
};

const defaultsOf = <N extends OptimizerName>(name: N): OptimizerTypes[N]['settings'] =>
  settingsOf(optimizers[name], {});

function descendOnce(
  name: OptimizerName,
  weights: Float64Array,
  gradient: number[],
  rate: number,
): void {
  const objective: Objective = () => ({ value: 0, gradient });
  walk({ optimizer: name, settings: {}, objective, start: weights, rate: () => rate, steps: 1 });
}

describe('Adam on float32 rows', () => {
  const run = (weightDecay: number, steps: number) => {
    const settings = settingsOf(adamw, { weightDecay });
    let weights: Float32Array | Float64Array = Float32Array.of(1, -2);
    let state = adamw.start(weights, settings);
    for (let t = 0; t < steps; t++) {
      const gradient = Float32Array.from(weights, (x) => 2 * x);
      const next = adamw.step({ weights, gradient }, state, 0.1, settings);
      weights = next.weights;
      state = next.state;
    }
    return weights;
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
