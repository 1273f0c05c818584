import { flag, notNegative, shareBelowOne } from '../settings.ts';
import { withL2 } from './decay.ts';
import { defineOptimizer } from './optimizer.ts';
import { type Row, rowOf, zerosLike } from './row.ts';

export interface RmspropSettings {
  /** α: the share of the mean square that stays. */
  readonly smoothing: number;
  /** Outside the root. */
  readonly epsilon: number;
  /** μ: momentum of the scaled steps. */
  readonly momentum: number;
  /** Whether the mean gradient's square is taken off: a variance in place of a mean square. */
  readonly centered: boolean;
  /** λ, as L2 added to the gradient. */
  readonly weightDecay: number;
}

export interface RmspropState {
  readonly step: number;
  readonly squares: Row;
  /** Mean gradient; stays 0 where not centered. */
  readonly mean: Row;
  readonly velocity: Row;
}

/** Adagrad that forgets: a running mean of squares in place of their sum. */
export const rmsprop = defineOptimizer<RmspropSettings, RmspropState>({
  name: 'rmsprop',
  title: 'RMSProp',
  formula:
    's \\leftarrow \\alpha s + (1 - \\alpha)\\, g^2,\\quad v \\leftarrow \\mu v + \\frac{g}{\\sqrt{s - m^2} + \\epsilon},\\quad w \\leftarrow w - \\eta\\, v \\quad\\text{(centered: } m \\leftarrow \\alpha m + (1 - \\alpha)\\, g\\text{, else } m = 0\\text{)}',
  source:
    'Tieleman, Hinton: Coursera, lecture 6.5 (2012); centered: Graves: Generating sequences with recurrent neural networks (2013); ε as in PyTorch',
  defaultRate: 1e-2,
  defaults: { smoothing: 0.99, epsilon: 1e-8, momentum: 0, centered: false, weightDecay: 0 },
  limits: {
    smoothing: shareBelowOne,
    epsilon: notNegative,
    momentum: shareBelowOne,
    centered: flag,
    weightDecay: notNegative,
  },
  start: (weights) => ({
    step: 0,
    squares: zerosLike(weights),
    mean: zerosLike(weights),
    velocity: zerosLike(weights),
  }),
  step({ weights, gradient }, state, rate, settings) {
    const { smoothing, epsilon, momentum, centered, weightDecay } = settings;
    const g = withL2(weights, gradient, weightDecay);
    const squares = rowOf(
      weights,
      (i) => smoothing * state.squares[i] + (1 - smoothing) * g[i] * g[i],
    );
    const mean = centered
      ? rowOf(weights, (i) => smoothing * state.mean[i] + (1 - smoothing) * g[i])
      : state.mean;
    const velocity = rowOf(weights, (i) => {
      // A variance is not negative; rounding may make it so where the gradient does not change.
      const variance = Math.max(squares[i] - mean[i] * mean[i], 0);
      return momentum * state.velocity[i] + g[i] / (Math.sqrt(variance) + epsilon);
    });
    return {
      weights: rowOf(weights, (i) => weights[i] - rate * velocity[i]),
      state: { step: state.step + 1, squares, mean, velocity },
    };
  },
});
