import { probabilitiesOf } from './softmax-row.ts';

/** Which way the logit is nudged: up alone, or up and down, with the difference halved. */
export type NudgeSides = 'up' | 'both';

/** log₁₀ of the ε that the slider reaches. */
export const nudgePowers = { min: -12, max: 0, written: -3 };

/**
 * Column j of the Jacobian as it is measured: one logit is nudged by ε, and the change of every
 * probability is divided by the change of the logit, as float64 has stored it.
 */
export function nudgedColumn(
  logits: readonly number[],
  column: number,
  epsilon: number,
  sides: NudgeSides,
): readonly number[] {
  const moved = (by: number) => logits.map((z, j) => (j === column ? z + by : z));
  const [high, low] = [moved(epsilon), sides === 'both' ? moved(-epsilon) : logits];
  const run = high[column] - low[column];
  const before = probabilitiesOf(low);
  return probabilitiesOf(high).map((s, i) => (run === 0 ? Number.NaN : (s - before[i]) / run));
}

/**
 * How far a measured slope can be from the true one. A probability is a logistic curve in any one
 * logit, so its second derivative stays below 0.0963 and its third below 0.125; what is left is the
 * rounding of the two probabilities and of the shifted logits that they are made from.
 */
export function nudgeBound(logits: readonly number[], epsilon: number, sides: NudgeSides): number {
  const reach = Math.max(...logits) - Math.min(...logits) + epsilon;
  const rounding = ((16 + 2 * logits.length + Math.min(reach, 750)) * Number.EPSILON) / epsilon;
  return sides === 'both'
    ? (0.125 / 6) * epsilon ** 2 + rounding
    : 0.0963 * 0.5 * epsilon + rounding;
}
