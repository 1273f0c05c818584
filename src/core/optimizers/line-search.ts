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

/** A length tried: the loss there, and its slope along the direction. */
interface Trial {
  readonly length: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * A length t along a direction d that satisfies Wolfe's two conditions,
 * f(w + td) ≤ f(w) + c₁ t g·d and ∇f(w + td)·d ≥ c₂ g·d. Too long and too short lengths close in
 * on it; between them the next one is where a parabola has its bottom, but never in the outer
 * tenths, so that it works on functions with kinks too. (Lewis, Overton: Nonsmooth optimization
 * via quasi-Newton methods, 2013, algorithm 2.6, with its bisection replaced so.) A point where
 * the loss is no finite number counts as too long.
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
  let near: Trial = { length: 0, value, slope };
  let far = Number.POSITIVE_INFINITY;
  let length = first;
  for (let asked = 1; asked <= evaluations; asked++) {
    const reach = length;
    const there = rowOf(weights, (i) => weights[i] + reach * direction[i]);
    const found = objective(there);
    const trial = { length, value: found.value, slope: dot(found.gradient, direction) };
    const finite = Number.isFinite(trial.value) && Number.isFinite(trial.slope);
    let bottom: number;
    if (!finite || trial.value > value + armijo * length * slope) {
      far = length;
      bottom = finite ? bottomByValue(near, trial) : Number.NaN;
    } else {
      landing = { weights: there, value: found.value, gradient: found.gradient };
      if (trial.slope >= curvature * slope) return { landing, evaluations: asked };
      bottom = bottomBySlope(near, trial);
      near = trial;
    }
    length = guarded(bottom, near.length, far);
  }
  return { landing, evaluations };
}

/** Where a parabola through a value, its slope, and a second value has its bottom. */
function bottomByValue(near: Trial, far: Trial): number {
  const width = far.length - near.length;
  const rise = far.value - near.value - near.slope * width;
  return near.length - (near.slope * width * width) / (2 * rise);
}

/** Where a parabola with these two slopes has its bottom. */
function bottomBySlope(a: Trial, b: Trial): number {
  return b.length - (b.slope * (b.length - a.length)) / (b.slope - a.slope);
}

/** Keeps the next length inside the bracket; without a far end, between twice and ten times. */
function guarded(bottom: number, near: number, far: number): number {
  if (far === Number.POSITIVE_INFINITY) {
    return bottom > near ? Math.min(Math.max(bottom, 2 * near), 10 * near) : 2 * near;
  }
  const margin = (far - near) / 10;
  if (Number.isNaN(bottom)) return (near + far) / 2;
  return Math.min(Math.max(bottom, near + margin), far - margin);
}
