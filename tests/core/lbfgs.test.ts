import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quadratic, rosenbrock } from '../../src/core/optimizers/landscape.ts';
import { lbfgs, type Pair, twoLoopDirection } from '../../src/core/optimizers/lbfgs.ts';
import { wolfeSearch } from '../../src/core/optimizers/line-search.ts';
import type { Objective } from '../../src/core/optimizers/optimizer.ts';
import { dot } from '../../src/core/optimizers/row.ts';
import { type WalkStep, walk } from '../../src/core/optimizers/walk.ts';

const seed = 20_262;
const descend = (objective: Objective, start: readonly number[], steps: number): WalkStep[] =>
  walk({
    optimizer: 'lbfgs',
    settings: {},
    objective,
    start: Float64Array.from(start),
    rate: () => 1,
    steps,
  });

/** How many steps until the gradient is shorter than `limit`. */
const stepsUntil = (steps: readonly WalkStep[], limit: number): number =>
  steps.findIndex(({ gradient }) => Math.sqrt(dot(gradient, gradient)) < limit);

type Matrix = number[][];
const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const unitMatrix = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));

/** −H g with H written out: BFGS's update of the inverse Hessian, pair by pair. */
function denseDirection(gradient: readonly number[], pairs: readonly Pair[]): number[] {
  const n = gradient.length;
  const newest = pairs[pairs.length - 1];
  const gamma = dot(newest.move, newest.change) / dot(newest.change, newest.change);
  let inverse = unitMatrix(n).map((row) => row.map((value) => gamma * value));
  for (const { move: s, change: y } of pairs) {
    const rho = 1 / dot(s, y);
    const left = unitMatrix(n).map((row, i) => row.map((value, j) => value - rho * s[i] * y[j]));
    const right = unitMatrix(n).map((row, i) => row.map((value, j) => value - rho * y[i] * s[j]));
    inverse = product(product(left, inverse), right).map((row, i) =>
      row.map((value, j) => value + rho * s[i] * s[j]),
    );
  }
  return inverse.map((row) => -dot(row, gradient));
}

const vector = (n: number) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: n, maxLength: n });

describe('the two-loop recursion', () => {
  it('is the product with the inverse Hessian of BFGS, written out (seeded)', () => {
    const widths = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    const move = vector(4).filter((s) => dot(s, s) > 0.1);
    // y = D s with D > 0: every pair has upward curvature.
    const pair = fc.tuple(move, widths).map(
      ([s, d]): Pair => ({
        move: Float64Array.from(s),
        change: Float64Array.from(s, (value, i) => value * d[i]),
      }),
    );
    const pairs = fc.array(pair, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(vector(4), pairs, (gradient, convex) => {
        const expected = denseDirection(gradient, convex);
        const scale = Math.max(1, ...expected.map(Math.abs));
        twoLoopDirection(gradient, convex).forEach((value, i) => {
          expect(Math.abs(value - expected[i]) / scale).toBeLessThan(1e-8);
        });
      }),
      { seed, numRuns: 300 },
    );
  });

  it('is the steepest descent where nothing is remembered', () => {
    expect(Array.from(twoLoopDirection([3, -4], []))).toEqual([-3, 4]);
  });
});

describe('the line search', () => {
  const settings = { armijo: 1e-4, curvature: 0.9, evaluations: 40 };
  const from = (objective: Objective, start: readonly number[]) => {
    const weights = Float64Array.from(start);
    return { weights, objective, ...objective(weights) };
  };

  it('lands where both of Wolfe’s conditions hold, whatever the first length (seeded)', () => {
    const lengths = fc.double({ min: -6, max: 4, noNaN: true });
    fc.assert(
      fc.property(vector(2), lengths, (start, power) => {
        const point = from(rosenbrock, start);
        const direction = Array.from(point.gradient, (g) => -g);
        const slope = dot(point.gradient, direction);
        fc.pre(slope < -1e-6);
        const { landing } = wolfeSearch(point, direction, 10 ** power, settings);
        if (!landing) throw new Error('there is no landing');
        const length = (landing.weights[0] - start[0]) / direction[0];
        expect(landing.value).toBeLessThanOrEqual(point.value + 1e-4 * length * slope * (1 - 1e-6));
        expect(dot(landing.gradient, direction)).toBeGreaterThanOrEqual(0.9 * slope);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('turns back from where the loss is no number', () => {
    // x − ln x has no value left of 0.
    const barrier: Objective = ([x]) => ({ value: x - Math.log(x), gradient: [1 - 1 / x] });
    const { landing } = wolfeSearch(from(barrier, [3]), [-1], 100, settings);
    expect(landing?.value).toBeLessThan(3 - Math.log(3));
    expect(landing?.weights[0]).toBeGreaterThan(0);
  });

  it('does not set out where the direction leads up or nowhere', () => {
    const point = from(rosenbrock, [-1, 1]);
    const up = Array.from(point.gradient);
    const nowhere = { landing: undefined, evaluations: 0 };
    expect(wolfeSearch(point, up, 1, settings)).toEqual(nowhere);
    expect(wolfeSearch(point, [0, 0], 1, settings)).toEqual(nowhere);
  });

  it('gives up after its evaluations on a slope without end', () => {
    const slope: Objective = ([x]) => ({ value: -x, gradient: [-1] });
    const { landing, evaluations } = wolfeSearch(from(slope, [0]), [1], 1, settings);
    expect(evaluations).toBe(40);
    expect(landing?.value).toBeLessThan(-1e9);
  });
});

describe('L-BFGS', () => {
  it('reaches the bottom of an ill-conditioned valley in a few steps', () => {
    const valley = quadratic([10.125, 9.875, 9.875, 10.125], [1, -0.5]);
    for (const start of [
      [3, -2],
      [-2, 1],
      [0.5, 4],
    ]) {
      const needed = stepsUntil(descend(valley, start, 12), 1e-7);
      expect(needed).toBeGreaterThan(0);
      expect(needed).toBeLessThanOrEqual(6);
    }
  });

  it('reaches the bottom of Rosenbrock’s bent valley, where gradient descent hardly moves', () => {
    const steps = descend(rosenbrock, [-1.5, 2], 60);
    const needed = stepsUntil(steps, 1e-8);
    expect(needed).toBeGreaterThan(0);
    const { to } = steps[needed];
    expect(to[0]).toBeCloseTo(1, 8);
    expect(to[1]).toBeCloseTo(1, 8);
    const plain = walk({
      optimizer: 'sgd',
      settings: {},
      objective: rosenbrock,
      start: Float64Array.of(-1.5, 2),
      rate: () => 5e-4,
      steps: 60,
    });
    expect(plain[59].value).toBeGreaterThan(1);
  });

  it('never goes up, and stays where it has arrived', () => {
    const steps = descend(rosenbrock, [-1.5, 2], 120);
    for (let t = 1; t < steps.length; t++) {
      expect(steps[t].value).toBeLessThanOrEqual(steps[t - 1].value);
    }
    const [rest] = descend(rosenbrock, [1, 1], 1);
    expect(Array.from(rest.to)).toEqual([1, 1]);
  });

  it('comes over the kink of |x| + y²', () => {
    const kinked: Objective = ([x, y]) => ({
      value: Math.abs(x) + y * y,
      gradient: [Math.sign(x), 2 * y],
    });
    const steps = descend(kinked, [1.3, 2], 60);
    expect(steps[59].value).toBeLessThan(1e-3);
  });

  it('remembers as many steps as it is told, and only upward curvature', () => {
    const settings = { ...lbfgs.defaults, memory: 3 };
    let weights: Float32Array | Float64Array = Float64Array.of(-1.5, 2);
    let state = lbfgs.start(weights, settings);
    for (let t = 0; t < 8; t++) {
      const point = { weights, objective: rosenbrock, ...rosenbrock(weights) };
      ({ weights, state } = lbfgs.step(point, state, 1, settings));
      expect(state.pairs).toHaveLength(Math.min(t + 1, 3));
      for (const { move, change } of state.pairs) expect(dot(move, change)).toBeGreaterThan(0);
    }
    expect(state.evaluations).toBeGreaterThanOrEqual(8);
  });
});
