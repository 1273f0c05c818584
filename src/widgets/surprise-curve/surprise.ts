import { nllProbability } from '../../core/layers/nll-probability.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { type FormatName, formats } from '../../core/number/format.ts';
import { nextUp } from '../../core/number/neighbors.ts';
import { powerOfTwo } from '../../core/number/power-of-two.ts';
import { roundTo } from '../../core/number/rounding.ts';
import { type HostTensor, hostTensor } from '../../trace/tensor.ts';
import type { Attributes } from './attributes.ts';

export type Guard = Attributes['guard'];

/** What each guard adds to the probability. `1e-10` is 10⁻¹⁰; 1⁻¹⁰ is 1. */
export const addends: Readonly<Record<Guard, number>> = { none: 0, epsilon: 1e-10, one: 1 };

const layers: Readonly<Record<Guard, LoneLayer>> = {
  none: layerWith(addends.none),
  epsilon: layerWith(addends.epsilon),
  one: layerWith(addends.one),
};

function layerWith(epsilon: number): LoneLayer {
  return new LoneLayer(nllProbability, { epsilon, reduction: 'none' });
}

/** Each probability a sample with one class: [N, 1], and N labels of 0. */
function samples(probabilities: readonly number[]): readonly HostTensor[] {
  const count = probabilities.length;
  const labels: HostTensor = { shape: [count], dtype: 'int32', data: new Int32Array(count) };
  return [hostTensor([count, 1], probabilities), labels];
}

/** −ln(p + addend) in nats, float64: +∞ at p = 0 with nothing added. */
export function surprises(
  probabilities: readonly number[],
  guard: Guard = 'none',
): readonly number[] {
  return [...layers[guard].forward(samples(probabilities)).data];
}

export const surpriseOf = (p: number, guard: Guard = 'none'): number => surprises([p], guard)[0];

/** dL/dp = −1/(p + addend), float64: −∞ at p = 0 with nothing added. */
export function slopeOf(p: number, guard: Guard = 'none'): number {
  const [gradient] = layers[guard].pullBack(samples([p]), hostTensor([1], [1])).inputs;
  return gradient ? gradient.data[0] : Number.NaN;
}

/** Nats as bits: log₂ instead of ln. */
export const inBits = (nats: number): number => nats / Math.LN2;

/** What a machine makes of −ln(p + addend) that rounds each step to its format. */
export interface Computed {
  /** p as it is stored. */
  readonly stored: number;
  /** The addend as it is stored: 0 where the format has nothing so small. */
  readonly addend: number;
  readonly inside: number;
  readonly loss: number;
  /** −1/(p + addend) */
  readonly slope: number;
  /** There was something to add, and p came out as it went in. */
  readonly lost: boolean;
}

/** The same results as the core's `Arithmetic`, without its reports of what happened on the way. */
export function compute(p: number, guard: Guard, name: FormatName): Computed {
  const round = (x: number) => roundTo(formats[name], x);
  const stored = round(p);
  const addend = round(addends[guard]);
  const inside = round(stored + addend);
  return {
    stored,
    addend,
    inside,
    loss: round(0 - round(Math.log(inside))),
    slope: round(-1 / inside),
    lost: guard !== 'none' && inside === stored,
  };
}

/**
 * The smallest power of two from which on every probability of the format comes out of p + addend
 * unchanged, or undefined if 1 does not: half the step between neighbours is then more than the
 * addend, which is rounded away. 0 where the addend itself is stored as 0.
 */
export function lostFrom(guard: Guard, format: FormatName): number | undefined {
  const addend = roundTo(formats[format], addends[guard]);
  if (addend === 0) return 0;
  const keeps = (p: number) => roundTo(formats[format], p + addend) === p;
  let from: number | undefined;
  for (let exponent = 0; exponent >= -40; exponent--) {
    const p = powerOfTwo(exponent);
    if (!keeps(p) || !keeps(nextUp(formats[format], p))) break;
    from = p;
  }
  return from;
}
