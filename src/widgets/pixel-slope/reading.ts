import type { Numbers } from '../../trace/tensor.ts';
import { activationOf, gradientOf, type Trace } from '../../trace/trace.ts';

/** What a network makes of one picture, and of the label that it was told. */
export interface Reading {
  readonly pixels: Float32Array;
  /** Nats. */
  readonly loss: number;
  /** [10] */
  readonly probabilities: Numbers;
  /** The digit that it finds most probable. */
  readonly guess: number;
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
