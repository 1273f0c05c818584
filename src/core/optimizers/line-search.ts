import type { Numbers } from '../../trace/tensor.ts';
import type { Evaluation, SearchPoint } from './optimizer.ts';
import { dot, type Row, rowOf } from './row.ts';

export interface WolfeSettings {
  /** c₁: the share of the promised descent that a point must keep. */
  readonly armijo: number;
  /** c₂: the share of the first slope that may be left. */
  readonly curvature: number;
  /** How often the loss may be asked for. */
  readonly evaluations: number;
}

export interface Landing extends Evaluation {
  readonly weights: Row;
}

/**
 * A length t along a direction d that satisfies Wolfe's two conditions,
 * f(w + td) ≤ f(w) + c₁ t g·d and ∇f(w + td)·d ≥ c₂ g·d, by doubling and then halving. It works on
 * functions with kinks too. (Lewis, Overton: Nonsmooth optimization via quasi-Newton methods,
 * 2013, algorithm 2.6.) A point where the loss is no finite number counts as too far.
 *
 * @param first the first t to try
 * @returns where it ends; when the conditions are not met within the evaluations, the last point
 *   that went down far enough; no landing when there is none, or d does not lead down
 */
export function wolfeSearch(
  { weights, gradient, value, objective }: SearchPoint,
  direction: Numbers,
  first: number,
  { armijo, curvature, evaluations }: WolfeSettings,
): { readonly landing: Landing | undefined; readonly evaluations: number } {
  const slope = dot(gradient, direction);
  if (!(slope < 0)) return { landing: undefined, evaluations: 0 };
  let landing: Landing | undefined;
  let near = 0;
  let far = Number.POSITIVE_INFINITY;
  let length = first;
  for (let asked = 1; asked <= evaluations; asked++) {
    const reach = length;
    const trial = rowOf(weights, (i) => weights[i] + reach * direction[i]);
    const found = objective(trial);
    const left = dot(found.gradient, direction);
    const lowEnough = found.value <= value + armijo * length * slope;
    if (!lowEnough || !Number.isFinite(found.value) || !Number.isFinite(left)) {
      far = length;
    } else {
      landing = { weights: trial, value: found.value, gradient: found.gradient };
      if (left >= curvature * slope) return { landing, evaluations: asked };
      near = length;
    }
    length = far < Number.POSITIVE_INFINITY ? (near + far) / 2 : 2 * length;
  }
  return { landing, evaluations };
}
