import type { Numbers } from '../../trace/tensor.ts';
import { countFromOne, insideUnit } from '../settings.ts';
import { type WolfeSettings, wolfeSearch } from './line-search.ts';
import { defineOptimizer, type SearchPoint } from './optimizer.ts';
import { dot, type Row, rowOf } from './row.ts';

export interface LbfgsSettings extends WolfeSettings {
  /** How many steps back are remembered. */
  readonly memory: number;
}

/** One remembered step: how far the weights moved, and how the gradient changed over it. */
export interface Pair {
  readonly move: Row;
  readonly change: Row;
}

export interface LbfgsState {
  readonly step: number;
  /** Oldest first. */
  readonly pairs: readonly Pair[];
  /** How often the line searches have asked for the loss, over all steps. */
  readonly evaluations: number;
}

/**
 * −H g, where H is the inverse Hessian that the remembered steps suggest, without ever writing H
 * down: the two-loop recursion, from H₀ = γI with γ = s·y / y·y of the newest pair.
 */
export function twoLoopDirection(gradient: Numbers, pairs: readonly Pair[]): Float64Array {
  const q = Float64Array.from(gradient);
  const shares: number[] = [];
  for (const { move, change } of pairs.toReversed()) {
    const share = dot(move, q) / dot(move, change);
    shares.push(share);
    for (let i = 0; i < q.length; i++) q[i] -= share * change[i];
  }
  const newest = pairs.at(-1);
  const scale = newest ? dot(newest.move, newest.change) / dot(newest.change, newest.change) : 1;
  const r = q.map((value) => scale * value);
  for (const { move, change } of pairs) {
    const share = shares.pop() ?? 0;
    const back = dot(change, r) / dot(move, change);
    for (let i = 0; i < r.length; i++) r[i] += move[i] * (share - back);
  }
  return r.map((value) => -value);
}

/**
 * A quasi-Newton step, its length found by a search for Wolfe's conditions; c₂ is 0.5, not the usual
 * 0.9, since in a valley of two dimensions it saves half the steps and costs nothing. `rate` is the first
 * length tried: 1 for a Newton step; without a memory it is taken times min(1, 1/|g|₁). Where no
 * length leads down, the weights stay and the memory is dropped, so that the next step is steepest
 * descent.
 */
export const lbfgs = defineOptimizer<LbfgsSettings, LbfgsState, SearchPoint>({
  name: 'lbfgs',
  title: 'L-BFGS',
  formula:
    's_t = w_{t+1} - w_t,\\quad y_t = g_{t+1} - g_t,\\quad w \\leftarrow w - \\eta\\, H g,\\quad H \\leftarrow \\left(I - \\tfrac{s y^\\top}{s^\\top y}\\right) H \\left(I - \\tfrac{y s^\\top}{s^\\top y}\\right) + \\tfrac{s s^\\top}{s^\\top y}',
  source: 'Nocedal, Wright: Numerical optimization (2006), algorithms 7.4 and 7.5',
  defaultRate: 1,
  defaults: { memory: 10, armijo: 1e-4, curvature: 0.5, evaluations: 25 },
  limits: {
    memory: countFromOne,
    armijo: insideUnit,
    curvature: insideUnit,
    evaluations: countFromOne,
  },
  clash: ({ armijo, curvature }) =>
    armijo < curvature
      ? undefined
      : `"armijo" should be below "curvature" (${curvature}), and is ${armijo}`,
  start: () => ({ step: 0, pairs: [], evaluations: 0 }),
  step(from, state, rate, settings) {
    const { weights, gradient } = from;
    const { pairs } = state;
    const direction = twoLoopDirection(gradient, pairs);
    const length = pairs.length > 0 ? rate : rate * Math.min(1, 1 / sumOfMagnitudes(gradient));
    const { landing, evaluations } = wolfeSearch(from, direction, length, settings);
    const next = { step: state.step + 1, evaluations: state.evaluations + evaluations };
    if (!landing) return { weights, state: { ...next, pairs: [] } };
    const pair = {
      move: rowOf(weights, (i) => landing.weights[i] - weights[i]),
      change: rowOf(weights, (i) => landing.gradient[i] - gradient[i]),
    };
    const all = isConvex(pair) ? [...pairs, pair] : pairs;
    return { weights: landing.weights, state: { ...next, pairs: all.slice(-settings.memory) } };
  },
});

/** Only along upward curvature does H stay positive: s·y > 0, by more than rounding. */
const isConvex = ({ move, change }: Pair): boolean =>
  dot(move, change) > Number.EPSILON * dot(change, change);

function sumOfMagnitudes(numbers: Numbers): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += Math.abs(numbers[i]);
  return sum;
}
