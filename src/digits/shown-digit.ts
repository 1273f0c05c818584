import { rasterize } from './raster.ts';
import { sampleDigit } from './samples.ts';
import type { Drawing } from './strokes.ts';

/** The digit that stands in for the reader's while nothing is drawn. */
export const standIn = 3;

export interface ShownDigit {
  /** Ink as a network sees it, [28 · 28], 0 … 1. Shared: not to be written to. */
  readonly pixels: Float32Array;
  /** Nothing was drawn: this is the stand-in. */
  readonly sample: boolean;
}

const rasters = new WeakMap<Drawing, ShownDigit>();

/** The reader's drawing, or the stand-in while there is none; computed once for a drawing. */
export function shownDigit(drawing: Drawing): ShownDigit {
  const known = rasters.get(drawing) ?? made(drawing);
  rasters.set(drawing, known);
  return known;
}

function made(drawing: Drawing): ShownDigit {
  const drawn = rasterize(drawing);
  const raster = drawn ?? rasterize(sampleDigit(standIn));
  if (!raster) throw new Error(`the sample ${standIn} has no ink`);
  return { pixels: raster.pixels, sample: drawn === undefined };
}
