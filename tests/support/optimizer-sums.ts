import type { AdagradSettings } from '../../src/core/optimizers/adagrad.ts';
import type { AdamSettings } from '../../src/core/optimizers/adam.ts';
import type { MomentSettings } from '../../src/core/optimizers/moments.ts';
import type { NadamSettings } from '../../src/core/optimizers/nadam.ts';
import type { RmspropSettings } from '../../src/core/optimizers/rmsprop.ts';
import type { SgdSettings } from '../../src/core/optimizers/sgd.ts';
import type { OptimizerName, OptimizerTypes } from '../../src/core/optimizers.ts';

/**
 * The weight after each gradient, from 0, without weight decay. Nothing here is a recursion of a
 * memory: each step's direction is a sum over all gradients so far, derived from the papers' rules
 * by unrolling them.
 */
type SumRule<S> = (gradients: readonly number[], settings: S, rate: number) => number[];

/** Adds the directions up: w_t = −η Σ d_i. */
function walked(
  gradients: readonly number[],
  rate: number,
  direction: (t: number) => number,
): number[] {
  const directions = gradients.map((_, t) => direction(t));
  return directions.map((_, t) => -rate * sum(t, (i) => directions[i]));
}

const sum = (last: number, term: (i: number) => number): number => {
  let total = 0;
  for (let i = 0; i <= last; i++) total += term(i);
  return total;
};

/** Σ βᵗ⁻ⁱ (1 − β) xᵢ: what a moving average from 0 amounts to. */
const average = (beta: number, t: number, x: (i: number) => number): number =>
  sum(t, (i) => (1 - beta) * beta ** (t - i) * x(i));

const adamSum: SumRule<AdamSettings> = (g, { beta1, beta2, epsilon, amsgrad }, rate) =>
  walked(g, rate, (t) => {
    const squareAt = (at: number): number => average(beta2, at, (i) => g[i] ** 2);
    const seen = Array.from({ length: t + 1 }, (_, at) => squareAt(at));
    const square = amsgrad ? Math.max(...seen) : squareAt(t);
    const mean = average(beta1, t, (i) => g[i]) / (1 - beta1 ** (t + 1));
    return mean / (Math.sqrt(square / (1 - beta2 ** (t + 1))) + epsilon);
  });

const sgdSum: SumRule<SgdSettings> = (g, { momentum, dampening, nesterov }, rate) =>
  walked(g, rate, (t) => {
    const share = (i: number): number => (i === 0 || momentum === 0 ? 1 : 1 - dampening);
    const velocity = sum(t, (i) => momentum ** (t - i) * share(i) * g[i]);
    return nesterov ? g[t] + momentum * velocity : velocity;
  });

const adagradSum: SumRule<AdagradSettings> = (g, { rateDecay, initialSum, epsilon }, rate) =>
  walked(g, rate, (t) => {
    const squares = initialSum + sum(t, (i) => g[i] ** 2);
    return g[t] / (1 + t * rateDecay) / (Math.sqrt(squares) + epsilon);
  });

const rmspropSum: SumRule<RmspropSettings> = (
  g,
  { smoothing, epsilon, momentum, centered },
  rate,
) =>
  walked(g, rate, (t) =>
    sum(t, (at) => {
      const square = average(smoothing, at, (i) => g[i] ** 2);
      const mean = centered ? average(smoothing, at, (i) => g[i]) : 0;
      return (
        (momentum ** (t - at) * g[at]) / (Math.sqrt(Math.max(0, square - mean ** 2)) + epsilon)
      );
    }),
  );

const nadamSum: SumRule<NadamSettings> = (g, { beta1, beta2, epsilon, momentumDecay }, rate) => {
  const momentum = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** (step * momentumDecay));
  const product = (step: number): number =>
    Array.from({ length: step }, (_, i) => momentum(i + 1)).reduce((a, b) => a * b, 1);
  return walked(g, rate, (t) => {
    const step = t + 1;
    const now = ((1 - momentum(step)) / (1 - product(step))) * g[t];
    const mean = average(beta1, t, (i) => g[i]);
    const ahead = (momentum(step + 1) / (1 - product(step + 1))) * mean;
    const square = average(beta2, t, (i) => g[i] ** 2) / (1 - beta2 ** step);
    return (now + ahead) / (Math.sqrt(square) + epsilon);
  });
};

const radamSum: SumRule<MomentSettings> = (g, { beta1, beta2, epsilon }, rate) =>
  walked(g, rate, (t) => {
    const step = t + 1;
    const mean = average(beta1, t, (i) => g[i]) / (1 - beta1 ** step);
    const longest = 2 / (1 - beta2) - 1;
    // ρ_t as the paper has it: a length of memory, from the moments of an exponential average.
    const rho = longest - (2 * step * beta2 ** step) / (1 - beta2 ** step);
    if (rho <= 5) return mean;
    const variance = (r: number): number => r / ((r - 2) * (r - 4));
    const trust = Math.sqrt(variance(longest) / variance(rho));
    const square = average(beta2, t, (i) => g[i] ** 2);
    return (trust * mean * Math.sqrt(1 - beta2 ** step)) / (Math.sqrt(square) + epsilon);
  });

const adabeliefSum: SumRule<MomentSettings> = (g, { beta1, beta2, epsilon }, rate) =>
  walked(g, rate, (t) => {
    const meanAt = (at: number): number => average(beta1, at, (i) => g[i]);
    const surprise = average(beta2, t, (i) => (g[i] - meanAt(i)) ** 2);
    // ε enters at every step: a geometric series.
    const floor = epsilon * sum(t, (i) => beta2 ** i);
    const scale = Math.sqrt((surprise + floor) / (1 - beta2 ** (t + 1))) + epsilon;
    return meanAt(t) / (1 - beta1 ** (t + 1)) / scale;
  });

export type Summed = Exclude<OptimizerName, 'lbfgs'>;

export const sumRules: { readonly [N in Summed]: SumRule<OptimizerTypes[N]['settings']> } = {
  sgd: sgdSum,
  adagrad: adagradSum,
  rmsprop: rmspropSum,
  adam: adamSum,
  adamw: adamSum,
  nadam: nadamSum,
  radam: radamSum,
  adabelief: adabeliefSum,
};
