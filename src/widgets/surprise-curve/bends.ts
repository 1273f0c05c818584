import { crossEntropy } from '../../core/layers/cross-entropy.ts';
import { focalLoss } from '../../core/layers/focal-loss.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { type HostTensor, hostTensor } from '../../trace/tensor.ts';
import type { Attributes } from './attributes.ts';

export type Bend = Attributes['bend'];

/** The right class and nine others, which share what it leaves evenly. */
export const classes = 10;
export const gamma = 2;
export const smoothing = 0.1;
export const weight = 3;

const reduction = 'none';
const layers: Readonly<Record<Bend, LoneLayer>> = {
  focal: new LoneLayer(focalLoss, { gamma, reduction }),
  smooth: new LoneLayer(crossEntropy, { labelSmoothing: smoothing, reduction }),
  weight: new LoneLayer(crossEntropy, {
    classWeights: Array.from({ length: classes }, (_, k) => (k === 0 ? weight : 1)),
    reduction,
  }),
};

/** Logits [N, 10] whose softmax gives the label, class 0, each of these probabilities. */
function samples(probabilities: readonly number[]): readonly HostTensor[] {
  const count = probabilities.length;
  const rows = probabilities.flatMap((p) => {
    const other = Math.log((1 - p) / (classes - 1));
    return Array.from({ length: classes }, (_, k) => (k === 0 ? Math.log(p) : other));
  });
  const labels: HostTensor = { shape: [count], dtype: 'int32', data: new Int32Array(count) };
  return [hostTensor([count, classes], rows), labels];
}

/** At the ends a logit is −∞. What the loss tends to there; a smoothed target forbids certainty. */
const atEnd = (p: number, bend: Bend): number =>
  p === 0 || bend === 'smooth' ? Number.POSITIVE_INFINITY : 0;

/** The bent loss at each probability of the label, in nats. */
export function bentLosses(probabilities: readonly number[], bend: Bend): readonly number[] {
  const inner = probabilities.map((p) => Math.min(1 - 1e-15, Math.max(1e-300, p)));
  const losses = layers[bend].forward(samples(inner)).data;
  return probabilities.map((p, i) => (p === 0 || p === 1 ? atEnd(p, bend) : losses[i]));
}

export const bentLoss = (p: number, bend: Bend): number => bentLosses([p], bend)[0];

/**
 * dL/dp, 0 < p < 1, where the nine others follow: with z₀ = ln p and zₖ = ln((1 − p)/9) it is
 * (∂L/∂z₀)/p − Σₖ(∂L/∂zₖ)/(1 − p). NaN at the ends.
 */
export function bentSlope(p: number, bend: Bend): number {
  if (p === 0 || p === 1) return Number.NaN;
  const [gradient] = layers[bend].pullBack(samples([p]), hostTensor([1], [1])).inputs;
  const [own, ...others] = gradient ? [...gradient.data] : [Number.NaN];
  return own / p - others.reduce((sum, g) => sum + g, 0) / (1 - p);
}
