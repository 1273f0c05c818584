import type { Numbers } from '../../trace/tensor.ts';
import { notNegative, shareBelowOne } from '../settings.ts';
import { type Row, zerosLike } from './row.ts';

/** Settings of the Adam family. */
export interface MomentSettings {
  /** β₁: the share of the mean gradient that stays. */
  readonly beta1: number;
  /** β₂: the share of the mean square that stays. */
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Memory of the Adam family: moving averages of the gradient and of its square. */
export interface MomentState {
  readonly step: number;
  readonly first: Row;
  readonly second: Row;
}

export const momentLimits = {
  beta1: shareBelowOne,
  beta2: shareBelowOne,
  epsilon: notNegative,
  weightDecay: notNegative,
};

export const startMoments = (weights: Row): MomentState => ({
  step: 0,
  first: zerosLike(weights),
  second: zerosLike(weights),
});

/** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², one step on. */
export function nextMoments(
  state: MomentState,
  g: Numbers,
  { beta1, beta2 }: MomentSettings,
): MomentState {
  // A loop in place of `rowOf`: this is what every training step runs.
  const first = zerosLike(state.first);
  const second = zerosLike(state.second);
  for (let i = 0; i < first.length; i++) {
    first[i] = beta1 * state.first[i] + (1 - beta1) * g[i];
    second[i] = beta2 * state.second[i] + (1 - beta2) * g[i] * g[i];
  }
  return { step: state.step + 1, first, second };
}
