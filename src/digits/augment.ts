/**
 * Small random distortions of a digit image: an affine map and a smooth, low-frequency warp, in
 * one bilinear resampling. They stand for the differences between one hand's digits and another's.
 */
import { PIXELS, SIDE } from './ink.ts';
import type { Random } from './random.ts';

export interface Distortion {
  /** Standard deviation of the rotation, degrees. */
  readonly rotation: number;
  /** Standard deviation of the horizontal shear (slant), as a tangent. */
  readonly shear: number;
  /** Standard deviation of the logarithm of each axis's scale. */
  readonly scale: number;
  /** Largest move along each axis, pixels (uniform). */
  readonly shift: number;
  /** Standard deviation of the warp at each knot of its 5 × 5 grid, pixels. */
  readonly warp: number;
}

export const MILD: Distortion = { rotation: 6, shear: 0.12, scale: 0.08, shift: 1, warp: 0.7 };

/** Knots along a side of the warp's grid. */
const KNOTS = 5;
const MIDDLE = SIDE / 2;

/**
 * Writes a distorted copy of `image` [784] into `out` [784]; both in the same units, 0 outside.
 * Scale factors are limited so that ink in the 20 × 20 box stays in the image.
 */
export function distort(
  image: ArrayLike<number>,
  out: Float32Array,
  distortion: Distortion,
  random: Random,
): void {
  const map = randomAffine(distortion, random);
  const warpX = randomWarp(distortion.warp, random);
  const warpY = randomWarp(distortion.warp, random);
  for (let row = 0, at = 0; row < SIDE; row++) {
    const y = row + 0.5 - MIDDLE;
    for (let column = 0; column < SIDE; column++, at++) {
      const x = column + 0.5 - MIDDLE;
      const u = map.xx * x + map.xy * y + map.x + (warpX[at] ?? 0);
      const v = map.yx * x + map.yy * y + map.y + (warpY[at] ?? 0);
      out[at] = bilinear(image, u + MIDDLE - 0.5, v + MIDDLE - 0.5);
    }
  }
}

interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
  readonly x: number;
  readonly y: number;
}

/** A map from the new image's coordinates to the old one's, about the middle. */
function randomAffine(distortion: Distortion, random: Random): Affine {
  const angle = (random.normal(0, distortion.rotation) * Math.PI) / 180;
  const shear = random.normal(0, distortion.shear);
  const scaleX = Math.exp(limited(random.normal(0, distortion.scale)));
  const scaleY = Math.exp(limited(random.normal(0, distortion.scale)));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return {
    xx: cos * scaleX,
    xy: (cos * shear - sin) * scaleY,
    yx: sin * scaleX,
    yy: (sin * shear + cos) * scaleY,
    x: random.between(-distortion.shift, distortion.shift),
    y: random.between(-distortion.shift, distortion.shift),
  };
}

function limited(logScale: number): number {
  return Math.max(-0.25, Math.min(0.25, logScale));
}

/** For each pixel and knot: the weight of a cubic B-spline. [28, KNOTS] */
const SPLINE = splineWeights();

function splineWeights(): Float32Array {
  const weights = new Float32Array(SIDE * KNOTS);
  for (let i = 0; i < SIDE; i++) {
    for (let k = 0; k < KNOTS; k++) {
      const gap = Math.abs((i / (SIDE - 1)) * (KNOTS - 1) - k);
      const near = 2 / 3 - gap * gap * (1 - gap / 2);
      weights[i * KNOTS + k] = gap < 1 ? near : gap < 2 ? (2 - gap) ** 3 / 6 : 0;
    }
  }
  return weights;
}

/** A smooth random field [28, 28] with values of deviation `size` at its knots. */
function randomWarp(size: number, random: Random): Float32Array {
  const field = new Float32Array(PIXELS);
  if (size === 0) return field;
  const knots = Float32Array.from({ length: KNOTS * KNOTS }, () => random.normal(0, size));
  const lines = new Float32Array(KNOTS);
  for (let row = 0; row < SIDE; row++) {
    for (let k = 0; k < KNOTS; k++) {
      let sum = 0;
      for (let j = 0; j < KNOTS; j++) {
        sum += (SPLINE[row * KNOTS + j] ?? 0) * (knots[j * KNOTS + k] ?? 0);
      }
      lines[k] = sum;
    }
    for (let column = 0; column < SIDE; column++) {
      let sum = 0;
      for (let k = 0; k < KNOTS; k++) sum += (SPLINE[column * KNOTS + k] ?? 0) * (lines[k] ?? 0);
      field[row * SIDE + column] = sum;
    }
  }
  return field;
}

function bilinear(image: ArrayLike<number>, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < -1 || row < -1 || column >= SIDE || row >= SIDE) return 0;
  const u = x - column;
  const v = y - row;
  const top = pixel(image, row, column) * (1 - u) + pixel(image, row, column + 1) * u;
  const bottom = pixel(image, row + 1, column) * (1 - u) + pixel(image, row + 1, column + 1) * u;
  return top * (1 - v) + bottom * v;
}

function pixel(image: ArrayLike<number>, row: number, column: number): number {
  if (row < 0 || column < 0 || row >= SIDE || column >= SIDE) return 0;
  return image[row * SIDE + column] ?? 0;
}
