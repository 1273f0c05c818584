import { correlate } from '../convolution/passes.ts';
import type { Gradient, Scene } from './scene.ts';

/**
 * How far each number is nudged. The loss is a straight line in each of them, so it may be coarse;
 * a power of two, so that short decimals stay exact.
 */
const epsilon = 2 ** -10;
/** How far a gradient may lie from the measured slope, of 1 or of the largest one, and be right. */
const tolerance = 1e-6;

/** (L(v + ε) − L(v − ε)) / 2ε in float64 for every number v of what the gradient belongs to. */
export function measureSlopes(scene: Scene, gradient: Gradient): readonly number[] {
  const { plan, x, kernel, upstream } = scene;
  const slopeOf = (up: readonly number[], down: readonly number[], width: number) =>
    // The loss is Σ δ · y. Differences are summed, not sums subtracted: no digits are lost.
    upstream.reduce((slope, delta, i) => slope + delta * ((up[i] - down[i]) / width), 0);
  if (gradient === 'db') {
    const { y } = scene;
    const moved = (by: number) => y.map((value) => value + by);
    return [slopeOf(moved(epsilon), moved(-epsilon), 2 * epsilon)];
  }
  const numbers = gradient === 'dx' ? x : kernel;
  const forward = (values: readonly number[]) =>
    gradient === 'dx'
      ? correlate(values, kernel, plan, 'zero')
      : correlate(x, values, plan, 'zero');
  return numbers.map((value, at) => {
    const reach = Math.max(epsilon, Math.abs(value) * 2 ** -30);
    const [above, below] = [value + reach, value - reach];
    return slopeOf(
      forward(numbers.with(at, above)),
      forward(numbers.with(at, below)),
      above - below,
    );
  });
}

export interface Verdict {
  readonly right: readonly boolean[];
  /** Largest distance between gradient and measured slope. */
  readonly error: number;
}

/** Compares a gradient with the measured slopes, cell by cell. */
export function judge(claim: readonly number[], slopes: readonly number[]): Verdict {
  const errors = claim.map((value, i) => Math.abs(value - slopes[i]));
  const room = tolerance * Math.max(1, ...slopes.map(Math.abs));
  return {
    right: errors.map((error) => error <= room),
    error: Math.max(...errors),
  };
}
