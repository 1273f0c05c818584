import type { Numbers } from '../../trace/tensor.ts';
import { activationOf, gradientOf, type Trace } from '../../trace/trace.ts';

/** What a network says of one picture, and how far that is from the label that it was told. */
export interface Verdict {
  /** Nats. */
  readonly loss: number;
  /** [10] */
  readonly probabilities: Numbers;
  /** The digit that it finds most probable. */
  readonly guess: number;
}

/** A verdict with its picture, and the way back from it. */
export interface Reading extends Verdict {
  readonly pixels: Float32Array;
  /** Slope of the loss along each pixel's ink, [784]: nats per unit of ink. */
  readonly slopes: Numbers;
}

/** Reads the trace of a single picture. */
export function readingOf(trace: Trace, pixels: Float32Array): Reading {
  const probabilities = activationOf(trace, 'probs').data;
  let guess = 0;
  for (let digit = 1; digit < probabilities.length; digit++) {
    if (probabilities[digit] > probabilities[guess]) guess = digit;
  }
  return {
    pixels,
    loss: activationOf(trace, 'loss').data[0],
    probabilities,
    guess,
    slopes: gradientOf(trace, 'x').sum.data,
  };
}

/** The verdict that was made when the site was built; undefined for anything else. */
export function maybeVerdict(json: unknown): Verdict | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!('loss' in json && 'probabilities' in json && 'guess' in json)) return undefined;
  const { loss, probabilities, guess } = json;
  if (typeof loss !== 'number' || typeof guess !== 'number') return undefined;
  if (!Array.isArray(probabilities) || probabilities.length !== 10) return undefined;
  return { loss, probabilities: probabilities.map(Number), guess };
}
