import type { ParamId } from '../../trace/graph.ts';
import { type HostTensor, sizeOf } from '../../trace/tensor.ts';

export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled weight decay (AdamW): weights shrink by lr · weightDecay before each step. */
  readonly weightDecay: number;
}

export const adamDefaults: AdamSettings = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

/** Moving averages of the gradient and of its square, by parameter, and the steps taken. */
export interface AdamState {
  step: number;
  readonly first: Record<ParamId, Float32Array>;
  readonly second: Record<ParamId, Float32Array>;
}

export function createAdamState(
  shapes: readonly { id: ParamId; shape: readonly number[] }[],
): AdamState {
  const zeros = () =>
    Object.fromEntries(shapes.map(({ id, shape }) => [id, new Float32Array(sizeOf(shape))]));
  return { step: 0, first: zeros(), second: zeros() };
}

/**
 * One step of Adam, in place: m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g²,
 * w −= lr · m̂ / (√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ). ε stands outside the root.
 * (Kingma, Ba: Adam, 2015; Loshchilov, Hutter: Decoupled weight decay regularization, 2019)
 *
 * @param decays which parameters shrink (weights do, biases do not)
 */
export function adamStep(
  weights: Readonly<Record<ParamId, Float32Array>>,
  gradients: Readonly<Record<ParamId, HostTensor>>,
  state: AdamState,
  rate: number,
  settings: AdamSettings,
  decays: (id: ParamId) => boolean,
): void {
  const { beta1, beta2, epsilon, weightDecay } = settings;
  state.step++;
  const correct1 = 1 - beta1 ** state.step;
  const correct2 = 1 - beta2 ** state.step;
  for (const [id, w] of Object.entries(weights)) {
    const g = gradients[id].data;
    const m = state.first[id];
    const v = state.second[id];
    const keep = decays(id) ? 1 - rate * weightDecay : 1;
    for (let i = 0; i < w.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      const step = m[i] / correct1 / (Math.sqrt(v[i] / correct2) + epsilon);
      w[i] = w[i] * keep - rate * step;
    }
  }
}
