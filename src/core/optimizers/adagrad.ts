import { notNegative } from '../settings.ts';
import { withL2 } from './decay.ts';
import { defineOptimizer } from './optimizer.ts';
import { type Row, rowOf } from './row.ts';

export interface AdagradSettings {
  /** The rate of step t is η / (1 + (t − 1) · rateDecay). */
  readonly rateDecay: number;
  /** What the sum of squares starts from. */
  readonly initialSum: number;
  /** Outside the root. */
  readonly epsilon: number;
  /** λ, as L2 added to the gradient. */
  readonly weightDecay: number;
}

export interface AdagradState {
  readonly step: number;
  /** Sum of the squares of all gradients so far. */
  readonly squares: Row;
}

/** A rate for each weight, which falls with the gradients it has seen. */
export const adagrad = defineOptimizer<AdagradSettings, AdagradState>({
  name: 'adagrad',
  title: 'Adagrad',
  formula:
    's \\leftarrow s + g^2,\\quad w \\leftarrow w - \\eta\\, \\frac{g}{\\sqrt{s} + \\epsilon}',
  source: 'Duchi, Hazan, Singer: Adaptive subgradient methods (2011); ε as in PyTorch',
  defaultRate: 1e-2,
  defaults: { rateDecay: 0, initialSum: 0, epsilon: 1e-10, weightDecay: 0 },
  limits: {
    rateDecay: notNegative,
    initialSum: notNegative,
    epsilon: notNegative,
    weightDecay: notNegative,
  },
  start: (weights, { initialSum }) => ({ step: 0, squares: rowOf(weights, () => initialSum) }),
  step({ weights, gradient }, state, rate, { rateDecay, epsilon, weightDecay }) {
    const g = withL2(weights, gradient, weightDecay);
    const now = rate / (1 + state.step * rateDecay);
    const squares = rowOf(weights, (i) => state.squares[i] + g[i] * g[i]);
    return {
      weights: rowOf(weights, (i) => weights[i] - (now * g[i]) / (Math.sqrt(squares[i]) + epsilon)),
      state: { step: state.step + 1, squares },
    };
  },
});
