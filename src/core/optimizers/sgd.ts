import { flag, notNegative, shareBelowOne } from '../settings.ts';
import { withL2 } from './decay.ts';
import { defineOptimizer } from './optimizer.ts';
import { type Row, rowOf, zerosLike } from './row.ts';

export interface SgdSettings {
  /** μ: the share of the velocity that stays. 0 is plain gradient descent. */
  readonly momentum: number;
  /** The share of a new gradient that does not enter the velocity (the first one enters whole). */
  readonly dampening: number;
  /** Whether the step looks ahead along the velocity. */
  readonly nesterov: boolean;
  /** λ, as L2 added to the gradient. */
  readonly weightDecay: number;
}

export interface SgdState {
  readonly step: number;
  readonly velocity: Row;
}

/** Gradient descent, with momentum or Nesterov's. The rate multiplies outside the velocity. */
export const sgd = defineOptimizer<SgdSettings, SgdState>({
  name: 'sgd',
  title: 'SGD',
  formula:
    'g \\leftarrow g + \\lambda w,\\quad v \\leftarrow \\mu v + (1 - d)\\, g,\\quad w \\leftarrow w - \\eta\\, v \\quad\\text{(Nesterov: } w - \\eta\\, (g + \\mu v)\\text{)}',
  source:
    'Polyak (1964); Nesterov (1983); as in Sutskever et al.: On the importance of initialization and momentum (2013), with the rate outside',
  defaultRate: 1e-3,
  defaults: { momentum: 0, dampening: 0, nesterov: false, weightDecay: 0 },
  limits: {
    momentum: shareBelowOne,
    dampening: shareBelowOne,
    nesterov: flag,
    weightDecay: notNegative,
  },
  clash: ({ nesterov, dampening }) =>
    nesterov && dampening !== 0
      ? `Nesterov's momentum has no dampening: "dampening" should be 0, and is ${dampening}`
      : undefined,
  start: (weights) => ({ step: 0, velocity: zerosLike(weights) }),
  step({ weights, gradient }, state, rate, { momentum, dampening, nesterov, weightDecay }) {
    const g = withL2(weights, gradient, weightDecay);
    // Without momentum there is nothing to dampen; at the first step v = g.
    const share = momentum === 0 || state.step === 0 ? 1 : 1 - dampening;
    const velocity = rowOf(weights, (i) => momentum * state.velocity[i] + share * g[i]);
    return {
      weights: rowOf(weights, (i) => {
        const direction = nesterov ? g[i] + momentum * velocity[i] : velocity[i];
        return weights[i] - rate * direction;
      }),
      state: { step: state.step + 1, velocity },
    };
  },
});
