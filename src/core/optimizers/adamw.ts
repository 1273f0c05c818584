import { type AdamSettings, type AdamState, adamLimits, adamUpdate, startAdam } from './adam.ts';
import { keptShare } from './decay.ts';
import { defineOptimizer } from './optimizer.ts';

/** Adam whose weight decay passes by the moments: each step first shrinks the weights. */
export const adamw = defineOptimizer<AdamSettings, AdamState>({
  name: 'adamw',
  title: 'AdamW',
  formula:
    'm \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g,\\quad v \\leftarrow \\beta_2 v + (1 - \\beta_2)\\, g^2,\\quad w \\leftarrow (1 - \\eta \\lambda)\\, w - \\eta\\, \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v / (1 - \\beta_2^t)} + \\epsilon}',
  source: 'Loshchilov, Hutter: Decoupled weight decay regularization (2019)',
  defaultRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 1e-2, amsgrad: false },
  limits: adamLimits,
  start: startAdam,
  step: (point, state, rate, settings) =>
    adamUpdate(point, keptShare(rate, settings.weightDecay), state, rate, settings),
});
