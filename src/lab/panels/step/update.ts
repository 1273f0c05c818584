import { type AdamState, adam } from '../../../core/optimizers/adam.ts';
import { dot, type Row } from '../../../core/optimizers/row.ts';
import { sgd } from '../../../core/optimizers/sgd.ts';
import type { Weights } from '../../../core/protocol.ts';
import type { HostTensor, Numbers } from '../../../trace/tensor.ts';
import type { AdamMemory, DescentOptimizer, Position, Promised } from '../../descent/descent.ts';

/** How a step is taken. */
export interface Stride {
  readonly optimizer: DescentOptimizer;
  /** η ≥ 0. */
  readonly rate: number;
}

interface Updated extends Position {
  readonly weights: Weights;
  readonly promised: Promised;
}

/**
 * One step against the gradient, every parameter by itself. With SGD w − ηg; Adam goes on with its
 * memory of each parameter where there is one. A parameter without a gradient stays as it is.
 *
 * @param gradients of the loss, by parameter, shaped like the weights
 */
export function updated(
  weights: Weights,
  gradients: Weights,
  { optimizer, rate }: Stride,
  memory: AdamMemory = {},
): Updated {
  const next: Record<string, HostTensor> = {};
  const states: Record<string, AdamState> = {};
  let square = 0;
  let change = 0;
  for (const [id, tensor] of Object.entries(weights)) {
    if (!Object.hasOwn(gradients, id)) {
      next[id] = tensor;
      continue;
    }
    const from = { weights: rowFrom(tensor.data), gradient: gradients[id].data };
    square += dot(from.gradient, from.gradient);
    if (optimizer === 'sgd') {
      const start = sgd.start(from.weights, sgd.defaults);
      const to = sgd.step(from, start, rate, sgd.defaults);
      next[id] = { ...tensor, data: to.weights };
    } else {
      const state = Object.hasOwn(memory, id)
        ? memory[id]
        : adam.start(from.weights, adam.defaults);
      const to = adam.step(from, state, rate, adam.defaults);
      next[id] = { ...tensor, data: to.weights };
      states[id] = to.state;
      change += slopeAlong(from.gradient, from.weights, to.weights);
    }
  }
  const promised = {
    change: optimizer === 'sgd' ? -rate * square : change,
    gradientNorm: Math.sqrt(square),
  };
  return { weights: next, memory: optimizer === 'adam' ? states : undefined, promised };
}

/** How many numbers are none (NaN, ±∞), and the first parameter that holds one. */
export function strayNumbers(weights: Weights): { count: number; first?: string } {
  let count = 0;
  let first: string | undefined;
  for (const [id, { data }] of Object.entries(weights)) {
    for (let i = 0; i < data.length; i++) {
      if (Number.isFinite(data[i])) continue;
      count++;
      first ??= id;
    }
  }
  return { count, first };
}

/** Σ g (w′ − w) */
function slopeAlong(gradient: Numbers, from: Numbers, to: Numbers): number {
  let sum = 0;
  for (let i = 0; i < from.length; i++) sum += gradient[i] * (to[i] - from[i]);
  return sum;
}

const rowFrom = (data: Numbers): Row =>
  data instanceof Float32Array || data instanceof Float64Array ? data : Float64Array.from(data);
