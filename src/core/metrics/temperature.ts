import type { HostTensor, Numbers } from '../../trace/tensor.ts';
import { expectLabels, type Scores, scoresOf } from './ranking.ts';

export interface TemperatureFit {
  /** What to divide the logits by. */
  readonly temperature: number;
  /** Mean −log p of the labels, in nats, at T = 1 and at the temperature found. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Whether the best temperature lies at or beyond the bounds of the search. */
  readonly atBound: boolean;
}

/** Temperatures are sought between these. */
export const temperatureBounds = { from: 0.01, to: 100 };

/**
 * The temperature T that makes softmax(z / T) fit the labels best: the one number of temperature
 * scaling. (Guo et al.: On calibration of modern neural networks, 2017) With β = 1/T the loss is
 * convex and its slope Σ (E_p[z] − z_label) / N rises with β, so its zero is found by halving.
 * Predictions do not change, only how sure they are.
 *
 * @param logits [N, K], finite, N ≥ 1
 * @param labels [N]
 */
export function fitTemperature(logits: HostTensor, labels: Numbers): TemperatureFit {
  const scores = scoresOf(logits);
  expectLabels(labels, scores.samples, scores.classes);
  if (scores.samples === 0) throw new RangeError('a temperature needs at least one sample');
  for (let i = 0; i < scores.data.length; i++) {
    if (!Number.isFinite(scores.data[i])) {
      throw new RangeError(`logit ${i} should be a finite number, and is ${scores.data[i]}`);
    }
  }
  let low = 1 / temperatureBounds.to;
  let high = 1 / temperatureBounds.from;
  const slopeAt = (beta: number): number => lossAt(scores, labels, beta).slope;
  const tooCold = slopeAt(low) >= 0;
  const tooHot = slopeAt(high) <= 0;
  if (tooCold) high = low;
  else if (tooHot) low = high;
  // 60 halvings of a range of 100 leave less than the spacing of doubles.
  for (let i = 0; i < 60 && low < high; i++) {
    const middle = (low + high) / 2;
    if (slopeAt(middle) < 0) low = middle;
    else high = middle;
  }
  const beta = (low + high) / 2;
  return {
    temperature: 1 / beta,
    lossBefore: lossAt(scores, labels, 1).loss,
    lossAfter: lossAt(scores, labels, beta).loss,
    atBound: tooCold || tooHot,
  };
}

/** Mean −log softmax(βz)_label, and its slope along β. */
function lossAt(
  { samples, classes, data }: Scores,
  labels: Numbers,
  beta: number,
): { loss: number; slope: number } {
  let loss = 0;
  let slope = 0;
  for (let n = 0; n < samples; n++) {
    const at = n * classes;
    let largest = data[at];
    for (let k = 1; k < classes; k++) largest = Math.max(largest, data[at + k]);
    let total = 0;
    let weighted = 0;
    for (let k = 0; k < classes; k++) {
      const below = data[at + k] - largest;
      const power = Math.exp(beta * below);
      total += power;
      // 0 · −∞ where a logit lies so far below that the difference overflows.
      if (power > 0) weighted += power * below;
    }
    const label = data[at + labels[n]] - largest;
    loss += Math.log(total) - beta * label;
    slope += weighted / total - label;
  }
  return { loss: loss / samples, slope: slope / samples };
}
