import { notNegative } from '../settings.ts';
import { withL2 } from './decay.ts';
import {
  type MomentSettings,
  type MomentState,
  momentLimits,
  nextMoments,
  startMoments,
} from './moments.ts';
import { defineOptimizer } from './optimizer.ts';
import { rowOf } from './row.ts';

export interface NadamSettings extends MomentSettings {
  /** ψ: how fast the momentum grows towards β₁. */
  readonly momentumDecay: number;
}

export interface NadamState extends MomentState {
  /** μ₁ · … · μ_t */
  readonly product: number;
}

/** μ_t = β₁(1 − ½ · 0.96^(ψt)): the momentum of step t = 1, 2, … */
export const nadamMomentum = ({ beta1, momentumDecay }: NadamSettings, t: number): number =>
  beta1 * (1 - 0.5 * 0.96 ** (momentumDecay * t));

/** Adam with Nesterov's momentum: the next step's share of the velocity is taken already now. */
export const nadam = defineOptimizer<NadamSettings, NadamState>({
  name: 'nadam',
  title: 'NAdam',
  formula:
    '\\mu_t = \\beta_1 \\left(1 - \\tfrac12\\, 0.96^{\\psi t}\\right),\\quad w \\leftarrow w - \\eta\\, \\frac{\\frac{1 - \\mu_t}{1 - \\prod_{i \\le t} \\mu_i}\\, g + \\frac{\\mu_{t+1}}{1 - \\prod_{i \\le t+1} \\mu_i}\\, m}{\\sqrt{v / (1 - \\beta_2^t)} + \\epsilon}',
  source:
    'Dozat: Incorporating Nesterov momentum into Adam (2016). Weight decay is L2, λw added to g',
  defaultRate: 2e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, momentumDecay: 4e-3 },
  limits: { ...momentLimits, momentumDecay: notNegative },
  start: (weights) => ({ ...startMoments(weights), product: 1 }),
  step({ weights, gradient }, state, rate, settings) {
    const g = withL2(weights, gradient, settings.weightDecay);
    const next = nextMoments(state, g, settings);
    const { step, first, second } = next;
    const momentum = nadamMomentum(settings, step);
    const ahead = nadamMomentum(settings, step + 1);
    const product = state.product * momentum;
    const ofGradient = (1 - momentum) / (1 - product);
    const ofFirst = ahead / (1 - product * ahead);
    const correct2 = 1 - settings.beta2 ** step;
    return {
      weights: rowOf(weights, (i) => {
        const direction = ofGradient * g[i] + ofFirst * first[i];
        const scale = Math.sqrt(second[i] / correct2) + settings.epsilon;
        return weights[i] - (rate * direction) / scale;
      }),
      state: { ...next, product },
    };
  },
});
