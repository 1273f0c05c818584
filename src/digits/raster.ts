/**
 * From strokes to the 28 × 28 image that the networks read, as MNIST's makers did it: the ink is
 * scaled to a box of 20 × 20 pixels (aspect kept), then moved so that its centre of mass lies at
 * the middle. Unlike a screenshot of the pad, the pen's path itself is redrawn, by a line of one
 * width, after the scaling: a digit gives the same image drawn small or large, slowly or fast.
 */
import {
  CHAIN_STRIDE,
  type Chain,
  curveThrough,
  divide,
  resample,
  simplify,
  smooth,
  thin,
} from './curve.ts';
import { centreOfMass, drawInk, SIDE } from './ink.ts';
import { type Drawing, hasInk, type Stroke } from './strokes.ts';

/** Side of the box into which the ink is scaled, pixels. */
export const BOX_SIDE = 20;

/**
 * Where the centre of mass goes. In MNIST's training images it lies at pixel index 14 (mean 14.007
 * across, 13.996 down), which is 14.5 when a pixel's middle is counted as its half.
 */
export const CENTRE = 14.5;

export interface Pen {
  /** Width of the line, in pixels of the 28 × 28 image. */
  readonly width: number;
  /** Width of the ramp at its edge, in pixels. */
  readonly softness: number;
}

/** The pad's pen. */
export const PAD_PEN: Pen = { width: 2.5, softness: 2 };

/** A drawing smaller than this (pad units) is a tap or nearly: it is not scaled up any further. */
const SMALLEST = 0.03;
/** Points that a straight line passes this near are left out before the curve is drawn, pixels. */
const TOLERANCE = 0.03;
/** The curve bends between points at most this far apart, so that long straight lines stay so. */
const LONGEST_SPAN = 3;
/** Distance between the points of the redrawn path, pixels; and while it is smoothed. */
const STEP = 0.5;
const FINE_STEP = 0.25;
/** Standard deviation of the smoothing along the path, pixels. */
const SMOOTHING = 1;
/** How far full pressure widens the line, and none narrows it, when the device varies it. */
const PRESSURE_SHARE = 0.15;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How the drawing was placed, so that the preview can show each step. */
export interface Placement {
  /** Box of the pen's path on the pad, pad units. */
  readonly box: Box;
  /** Pixels of the image per pad unit. */
  readonly scale: number;
  /** Centre of mass while the box was still in the middle of the image, pixels. */
  readonly mass: { readonly x: number; readonly y: number };
  /** The move that brought it to the middle, pixels. */
  readonly shift: { readonly x: number; readonly y: number };
}

export interface Raster {
  /** [28 · 28] row by row; 0 = background, 1 = ink; multiples of 1/255, as MNIST's bytes are. */
  readonly pixels: Float32Array;
  readonly placement: Placement;
}

/** The image of a drawing, or undefined while there is no ink. */
export function rasterize(drawing: Drawing, pen: Pen = PAD_PEN): Raster | undefined {
  if (!hasInk(drawing)) return undefined;
  const room = BOX_SIDE - pen.width;
  const rough = drawing.filter((stroke) => stroke.length > 0).map(chainOf(pressureOf(drawing)));
  const roughScale = room / Math.max(extent(boxOf(rough)), SMALLEST);
  const path = rough.map((chain) => redraw(chain, 1 / roughScale));
  const box = boxOf(path);
  const scale = room / Math.max(extent(box), SMALLEST);
  const origin = {
    x: SIDE / 2 - scale * (box.left + box.width / 2),
    y: SIDE / 2 - scale * (box.top + box.height / 2),
  };
  const boxed = path.map((chain) => moved(chain, scale, origin.x, origin.y));
  const mass = centreOfMass(drawInk(boxed, pen.width, pen.softness)) ?? { x: CENTRE, y: CENTRE };
  const shift = {
    x: limited(CENTRE - mass.x, scale * box.width + pen.width),
    y: limited(CENTRE - mass.y, scale * box.height + pen.width),
  };
  const pixels = drawInk(
    boxed.map((chain) => moved(chain, 1, shift.x, shift.y)),
    pen.width,
    pen.softness,
  );
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.round((pixels[i] ?? 0) * 255) / 255;
  return { pixels, placement: { box, scale, mass, shift } };
}

const kept = new WeakMap<Drawing, Raster>();

/** The image by the pad's pen, kept: the network's feed and the preview ask for the same one. */
export function rasterOf(drawing: Drawing): Raster | undefined {
  const raster = kept.get(drawing) ?? rasterize(drawing);
  if (raster) kept.set(drawing, raster);
  return raster;
}

/** Where a point of the pad lies in the image, in pixels. */
export function toImage(placement: Placement, point: { x: number; y: number }) {
  const { box, scale, shift } = placement;
  return {
    x: SIDE / 2 + scale * (point.x - box.left - box.width / 2) + shift.x,
    y: SIDE / 2 + scale * (point.y - box.top - box.height / 2) + shift.y,
  };
}

/** The shift, limited so that ink `length` pixels long stays within the image. */
function limited(shift: number, length: number): number {
  const slack = (SIDE - length) / 2;
  return Math.max(-slack, Math.min(slack, shift));
}

/** The mean pressure where the device really varies it; mice report a constant 0.5, or nothing. */
function pressureOf(drawing: Drawing): number | undefined {
  const values = drawing.flatMap((stroke) => stroke.map((point) => point.pressure ?? 0.5));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + Math.abs(value - mean), 0) / values.length;
  return spread > 0.02 ? mean : undefined;
}

function chainOf(meanPressure: number | undefined): (stroke: Stroke) => Chain {
  return (stroke) => {
    const chain = new Float64Array(stroke.length * CHAIN_STRIDE);
    stroke.forEach(({ x, y, pressure = 0.5 }, i) => {
      const press = meanPressure === undefined ? 0 : Math.tanh(2 * (pressure - meanPressure));
      chain.set([x, y, 1 + PRESSURE_SHARE * press], i * CHAIN_STRIDE);
    });
    return chain;
  };
}

/** The path made even: `pixel` is the size of an image pixel in pad units. */
function redraw(chain: Chain, pixel: number): Chain {
  const corners = simplify(apart(chain, 0.02 * pixel), TOLERANCE * pixel);
  const curve = curveThrough(divide(corners, LONGEST_SPAN * pixel), STEP * pixel);
  const fine = smooth(resample(curve, FINE_STEP * pixel), SMOOTHING / FINE_STEP);
  return thin(fine, STEP / FINE_STEP);
}

/** The chain without points that lie within `gap` of the one kept before. */
function apart(chain: Chain, gap: number): Chain {
  let kept = 0;
  return chain.filter((_, at) => {
    const point = at - (at % CHAIN_STRIDE);
    if (at === point && at > 0) {
      const dx = (chain[at] ?? 0) - (chain[kept] ?? 0);
      const dy = (chain[at + 1] ?? 0) - (chain[kept + 1] ?? 0);
      if (dx * dx + dy * dy >= gap * gap) kept = at;
    }
    return point === kept;
  });
}

function moved(chain: Chain, scale: number, x: number, y: number): Chain {
  const out = new Float64Array(chain.length);
  for (let i = 0; i < chain.length; i += CHAIN_STRIDE) {
    out[i] = scale * (chain[i] ?? 0) + x;
    out[i + 1] = scale * (chain[i + 1] ?? 0) + y;
    out[i + 2] = chain[i + 2] ?? 1;
  }
  return out;
}

function boxOf(chains: readonly Chain[]): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const chain of chains) {
    for (let i = 0; i < chain.length; i += CHAIN_STRIDE) {
      left = Math.min(left, chain[i] ?? 0);
      right = Math.max(right, chain[i] ?? 0);
      top = Math.min(top, chain[i + 1] ?? 0);
      bottom = Math.max(bottom, chain[i + 1] ?? 0);
    }
  }
  return { left, top, width: right - left, height: bottom - top };
}

function extent(box: Box): number {
  return Math.max(box.width, box.height);
}
