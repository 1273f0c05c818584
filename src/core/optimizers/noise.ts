import type { Numbers } from '../../trace/tensor.ts';
import { type Adjustable, finite, notNegative } from '../settings.ts';
import { type Row, rowOf } from './row.ts';

export interface NoiseSettings {
  /** η: the variance of the first step's noise. */
  readonly variance: number;
  /** γ: how fast it falls. */
  readonly decay: number;
}

/** Bell-shaped random numbers: `(mean, deviation) => number`. */
export type Normal = (mean: number, deviation: number) => number;

/** Noise added to gradients, less and less of it. */
export const gradientNoise: Adjustable<NoiseSettings> & { readonly source: string } = {
  name: 'gradient noise',
  source:
    'Neelakantan et al.: Adding gradient noise improves learning for very deep networks (2015)',
  defaults: { variance: 0.01, decay: 0.55 },
  limits: { variance: notNegative, decay: finite },
};

/** σ of step t = 0, 1, …: √(η / (1 + t)^γ) */
export const noiseDeviation = ({ variance, decay }: NoiseSettings, step: number): number =>
  Math.sqrt(variance / (1 + step) ** decay);

/** g + N(0, σ²), number by number, in the order of the row. */
export function noisyGradient(gradient: Numbers, deviation: number, normal: Normal): Row {
  return rowOf(gradient, (i) => gradient[i] + normal(0, deviation));
}
