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

/**
 * How much the second moment of step t = 1, 2, … can be trusted: the factor r_t of the step, or
 * undefined where the average is still too short (ρ_t ≤ 5) and the second moment is left out.
 * ρ_∞ = 2/(1 − β₂) − 1, ρ_t = ρ_∞ − 2tβ₂ᵗ/(1 − β₂ᵗ).
 */
export function rectification(beta2: number, t: number): number | undefined {
  const limit = 2 / (1 - beta2) - 1;
  const power = beta2 ** t;
  const length = limit - (2 * t * power) / (1 - power);
  if (!(length > 5)) return undefined;
  return Math.sqrt(((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length));
}

/** Adam that waits until its second moment means something. */
export const radam = defineOptimizer<MomentSettings, MomentState>({
  name: 'radam',
  title: 'RAdam',
  formula:
    '\\rho_t = \\rho_\\infty - \\frac{2 t \\beta_2^t}{1 - \\beta_2^t},\\quad w \\leftarrow w - \\eta\\, \\frac{m}{1 - \\beta_1^t} \\cdot \\begin{cases} r_t\\, \\frac{\\sqrt{1 - \\beta_2^t}}{\\sqrt{v} + \\epsilon} & \\rho_t > 5 \\\\ 1 & \\text{else} \\end{cases}',
  source:
    'Liu et al.: On the variance of the adaptive learning rate and beyond (2020); threshold 5 and ε as in PyTorch. Weight decay is L2, λw added to g',
  defaultRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  limits: momentLimits,
  start: startMoments,
  step({ weights, gradient }, state, rate, settings) {
    const g = withL2(weights, gradient, settings.weightDecay);
    const next = nextMoments(state, g, settings);
    const { step, first, second } = next;
    const correct1 = 1 - settings.beta1 ** step;
    const root2 = Math.sqrt(1 - settings.beta2 ** step);
    const trust = rectification(settings.beta2, step);
    return {
      weights: rowOf(weights, (i) => {
        const adapted =
          trust === undefined ? 1 : (trust * root2) / (Math.sqrt(second[i]) + settings.epsilon);
        return weights[i] - ((rate * first[i]) / correct1) * adapted;
      }),
      state: next,
    };
  },
});
