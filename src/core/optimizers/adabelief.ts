import { keptShare } from './decay.ts';
import { type MomentSettings, type MomentState, momentLimits, startMoments } from './moments.ts';
import { defineOptimizer } from './optimizer.ts';
import { rowOf } from './row.ts';

/**
 * Adam that divides by how far the gradient lies from what was expected of it: large steps where
 * gradients agree, small ones where they surprise. `second` averages (g − m)², with the new m, and
 * takes up ε at every step; ε is added outside the root once more.
 */
export const adabelief = defineOptimizer<MomentSettings, MomentState>({
  name: 'adabelief',
  title: 'AdaBelief',
  formula:
    'm \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g,\\quad s \\leftarrow \\beta_2 s + (1 - \\beta_2)\\, (g - m)^2 + \\epsilon,\\quad w \\leftarrow (1 - \\eta \\lambda)\\, w - \\eta\\, \\frac{m / (1 - \\beta_1^t)}{\\sqrt{s / (1 - \\beta_2^t)} + \\epsilon}',
  source:
    "Zhuang et al.: AdaBelief optimizer (2020), algorithm 2, without rectification; ε = 1e-16 as in the authors' code. Weight decay is decoupled",
  defaultRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-16, weightDecay: 0 },
  limits: momentLimits,
  start: startMoments,
  step({ weights, gradient: g }, state, rate, { beta1, beta2, epsilon, weightDecay }) {
    const step = state.step + 1;
    const first = rowOf(weights, (i) => beta1 * state.first[i] + (1 - beta1) * g[i]);
    const second = rowOf(weights, (i) => {
      const surprise = g[i] - first[i];
      return beta2 * state.second[i] + (1 - beta2) * surprise * surprise + epsilon;
    });
    const correct1 = 1 - beta1 ** step;
    const correct2 = 1 - beta2 ** step;
    const keep = keptShare(rate, weightDecay);
    return {
      weights: rowOf(weights, (i) => {
        const scaled = first[i] / correct1 / (Math.sqrt(second[i] / correct2) + epsilon);
        return weights[i] * keep - rate * scaled;
      }),
      state: { step, first, second },
    };
  },
});
