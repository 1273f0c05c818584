import { flag } from '../settings.ts';
import { withL2 } from './decay.ts';
import {
  type MomentSettings,
  type MomentState,
  momentLimits,
  nextMoments,
  startMoments,
} from './moments.ts';
import { defineOptimizer, type Point, type Stepped } from './optimizer.ts';
import { type Row, rowOf, zerosLike } from './row.ts';

export interface AdamSettings extends MomentSettings {
  /** Whether the largest mean square so far divides (Reddi et al., 2018). */
  readonly amsgrad: boolean;
}

export interface AdamState extends MomentState {
  /** With AMSGrad: the largest mean square so far. */
  readonly largest?: Row;
}

export const adamLimits = { ...momentLimits, amsgrad: flag };

/** Moving averages of the gradient and its square, both corrected for their start from 0. */
export const adam = defineOptimizer<AdamSettings, AdamState>({
  name: 'adam',
  title: 'Adam',
  formula:
    'm \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g,\\quad v \\leftarrow \\beta_2 v + (1 - \\beta_2)\\, g^2,\\quad w \\leftarrow w - \\eta\\, \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v / (1 - \\beta_2^t)} + \\epsilon}',
  source:
    'Kingma, Ba: Adam (2015); AMSGrad: Reddi et al.: On the convergence of Adam and beyond (2018). Weight decay is L2, λw added to g',
  defaultRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, amsgrad: false },
  limits: adamLimits,
  start: startAdam,
  step({ weights, gradient }, state, rate, settings) {
    const g = withL2(weights, gradient, settings.weightDecay);
    return adamUpdate({ weights, gradient: g }, 1, state, rate, settings);
  },
});

export function startAdam(weights: Row, { amsgrad }: AdamSettings): AdamState {
  const moments = startMoments(weights);
  return amsgrad ? { ...moments, largest: zerosLike(weights) } : moments;
}

/**
 * w ← keep · w − η m̂ / (√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ). ε stands outside the
 * root, and outside the correction.
 *
 * @param keep the share of each weight that stays: below 1 with decoupled decay
 */
export function adamUpdate(
  { weights, gradient }: Point,
  keep: number,
  state: AdamState,
  rate: number,
  settings: AdamSettings,
): Stepped<AdamState> {
  const next = nextMoments(state, gradient, settings);
  const { step, first, second } = next;
  const known = state.largest;
  const largest = known && rowOf(known, (i) => Math.max(known[i], second[i]));
  const square = largest ?? second;
  const correct1 = 1 - settings.beta1 ** step;
  const correct2 = 1 - settings.beta2 ** step;
  const moved = zerosLike(weights);
  for (let i = 0; i < moved.length; i++) {
    const scaled = first[i] / correct1 / (Math.sqrt(square[i] / correct2) + settings.epsilon);
    moved[i] = weights[i] * keep - rate * scaled;
  }
  return { weights: moved, state: largest ? { ...next, largest } : next };
}
