import type { Numbers } from '../../trace/tensor.ts';
import { type Row, rowOf } from './row.ts';

/**
 * L2 decay: the gradient of loss + λ/2 · |w|², g + λw. It goes through an optimiser's moments, so
 * that adaptive rates shrink weights with large gradients less.
 */
export function withL2(weights: Row, gradient: Numbers, decay: number): Numbers {
  if (decay === 0) return gradient;
  return rowOf(weights, (i) => gradient[i] + decay * weights[i]);
}

/**
 * Decoupled decay: the share of a weight that a step keeps, 1 − ηλ, whatever the gradient was.
 * (Loshchilov, Hutter: Decoupled weight decay regularization, 2019)
 */
export const keptShare = (rate: number, decay: number): number => 1 - rate * decay;
