import { rasterize } from '../../digits/raster.ts';
import { sampleDigit } from '../../digits/samples.ts';
import { standIn } from '../../digits/shown-digit.ts';
import { type Drawing, hasInk } from '../../digits/strokes.ts';
import type { Setting, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { hastyFive } from './first-drawing.ts';

/** Pixels in a row of the picture. */
export const side = 28;
export const mostSteps = 20;
export const movers = ['pixels', 'weights'] as const;
export type Mover = (typeof movers)[number];

/** How far one step goes along the slope: what is multiplied with the gradient. */
export const rates: Readonly<Record<Mover, readonly number[]>> = {
  pixels: [0.005, 0.01, 0.02, 0.05],
  weights: [0.001, 0.005, 0.02, 0.1],
};
/** Far too large a step for the network. */
export const leapRate = 0.1;
export const firstRate: Readonly<Record<Mover, number>> = { pixels: 0.01, weights: 0.001 };

/** What is to be computed: it follows from the page's drawing and settings alone. */
export interface Plan {
  /** The drawing's ink, 0 … 1, [784]. */
  readonly pixels: Float32Array;
  readonly label: number;
  readonly pixel: number;
  /** The chosen pixel's ink: the drawing's own, or what the reader made of it. */
  readonly ink: number;
  readonly mover: Mover;
  readonly rate: number;
  readonly steps: number;
}

const wholeWithin = (value: Setting | undefined, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

const rasters = new WeakMap<Drawing, Float32Array>();

const tourDigit = sampleDigit(standIn);

/** What stands in while nothing is drawn. */
export const firstDrawing = ({ digit }: Attributes): Drawing =>
  digit === undefined ? hastyFive : tourDigit;

/** The ink of a drawing; of what stands in for it, while there is none. */
export function inkOf(drawing: Drawing, first: Drawing = hastyFive): Float32Array {
  const shown = hasInk(drawing) ? drawing : first;
  const known = rasters.get(shown) ?? rasterize(shown)?.pixels ?? new Float32Array(side * side);
  rasters.set(shown, known);
  return known;
}

/** The setting that holds the label: a tour’s figures share it. */
export const labelOf = ({ digit, experiment }: Attributes): string =>
  `${digit ?? experiment}/label`;

/** The setting that holds a pixel's ink where the reader has changed it. */
export const inkOfPixel = (pixel: number): string => `ink-${pixel}`;

/** Reads a plan from the page; what does not fit counts as not set. */
export function planOf(attributes: Attributes, settings: Settings, drawing: Drawing): Plan {
  const of = (control: string) => settings[`${attributes.experiment}/${control}`];
  const pixels = inkOf(drawing, firstDrawing(attributes));
  const label = settings[labelOf(attributes)];
  const chosen = of('pixel');
  const pixel = wholeWithin(chosen, side * side - 1) ? chosen : Number(attributes.pixel);
  // A nudge belongs to its pixel: a question that chooses another one finds that as drawn.
  const ink = of(inkOfPixel(pixel));
  const mover = movers.find((one) => one === of('mover')) ?? attributes.moves;
  const rate = of('rate');
  const steps = of('steps');
  return {
    pixels,
    label: wholeWithin(label, 9) ? label : Number(attributes.label),
    pixel,
    ink: typeof ink === 'number' && ink >= 0 && ink <= 1 ? ink : pixels[pixel],
    mover,
    rate: typeof rate === 'number' && rates[mover].includes(rate) ? rate : firstRate[mover],
    steps: wholeWithin(steps, mostSteps) ? steps : 0,
  };
}

/** Whether this is how the figure was written: nothing drawn, moved or meant otherwise. */
export const isAsWritten = (plan: Plan, attributes: Attributes): boolean =>
  plan.pixels === inkOf([], firstDrawing(attributes)) &&
  plan.mover === attributes.moves &&
  plan.label === Number(attributes.label) &&
  plan.ink === plan.pixels[plan.pixel] &&
  plan.steps === 0;

/** The picture with the chosen pixel as the reader made it. */
export function nudged(plan: Plan): Float32Array {
  const pixels = plan.pixels.slice();
  pixels[plan.pixel] = plan.ink;
  return pixels;
}
