/** Digits drawn by program, in the hands that MNIST lacks and in those that it has. */
import { PIXELS } from '../ink.ts';
import type { Random } from '../random.ts';
import { PAD_PEN, type Pen, rasterize } from '../raster.ts';
import { traceSkeleton } from '../skeleton.ts';
import type { Drawing } from '../strokes.ts';
import { EIGHT } from './eight.ts';
import { FIVE } from './five.ts';
import { FOUR } from './four.ts';
import { randomHand, writeBy } from './hand.ts';
import { NINE } from './nine.ts';
import { ONE } from './one.ts';
import { SEVEN } from './seven.ts';
import { SIX } from './six.ts';
import type { Style } from './style.ts';
import { THREE } from './three.ts';
import { TWO } from './two.ts';
import { ZERO } from './zero.ts';

/** The styles of each digit, 0 … 9. */
export const STYLES: readonly (readonly Style[])[] = [
  ZERO,
  ONE,
  TWO,
  THREE,
  FOUR,
  FIVE,
  SIX,
  SEVEN,
  EIGHT,
  NINE,
];

/** A digit by a random hand in a random style, in the middle of the pad. */
export function generateDigit(label: number, random: Random): Drawing {
  const styles = STYLES[label];
  if (!styles) throw new Error(`generateDigit: no styles for ${label}; labels are 0 to 9`);
  return writeStyle(random.pick(styles), random);
}

/** The style as a random hand writes it, in the middle of the pad. */
export function writeStyle(style: Style, random: Random): Drawing {
  const hand = randomHand(random);
  const wobble = { random, knot: hand.knot };
  const written = writeBy(hand, traceSkeleton(style.skeleton, wobble));
  return written.map((stroke) => stroke.map(({ x, y }) => ({ x: 0.5 + x / 2, y: 0.5 + y / 2 })));
}

/** A pen about the pad's, but as varied as those of MNIST's writers. */
export function randomPen(random: Random): Pen {
  const width = PAD_PEN.width * Math.exp(random.normal(0, 0.16));
  return {
    width: Math.max(1.4, Math.min(4, width)),
    softness: random.between(1.2, 2.2),
  };
}

export interface LabelledImages {
  /** [count, 784], 0 … 1. */
  readonly pixels: Float32Array;
  /** [count], 0 … 9. */
  readonly labels: Uint8Array;
}

/** `count` generated digits, every label equally often on average. */
export function generateBatch(count: number, random: Random): LabelledImages {
  const pixels = new Float32Array(count * PIXELS);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = random.below(10);
    labels[i] = label;
    const raster = rasterize(generateDigit(label, random), randomPen(random));
    if (raster) pixels.set(raster.pixels, i * PIXELS);
  }
  return { pixels, labels };
}
