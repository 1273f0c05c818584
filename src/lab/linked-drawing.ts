import { drawingCode, maybeExactCode, parseDrawingCode } from '../digits/drawing-code.ts';
import { onFineGrid } from '../digits/fine-grid.ts';
import { sampleDigit } from '../digits/samples.ts';
import type { Drawing } from '../digits/strokes.ts';

/** Longer codes (a page full of ink) are thinned out instead. */
const LONGEST_EXACT = 40_000;

/** The drawing's code: exact, so that a link gives the same raster; `s3` for an untouched sample. */
export function linkedDrawing(drawing: Drawing): string {
  const sample = samples.findIndex((digit) => isSame(digit, drawing));
  if (sample >= 0) return `s${sample}`;
  const exact = maybeExactCode(drawing);
  return exact && exact.length <= LONGEST_EXACT ? exact : drawingCode(drawing);
}

/** The drawing of a code, from any text. Throws an Error for what is none. */
export function drawingLinked(code: string): Drawing {
  const [, sample] = /^s(\d)$/.exec(code) ?? [];
  return sample === undefined ? parseDrawingCode(code) : samples[Number(sample)];
}

const samples = Array.from({ length: 10 }, (_, digit) => sampleDigit(digit));

const isSame = (a: Drawing, b: Drawing): boolean =>
  a.length === b.length &&
  a.every((stroke, i) => stroke.length === b[i].length) &&
  a.every((stroke, i) => stroke.every(({ x, y }, k) => x === b[i][k].x && y === b[i][k].y));

/** A drawing from elsewhere, so that its link brings it back: a sample as it is, or on the grid. */
export const linkable = (drawing: Drawing): Drawing =>
  samples.some((digit) => isSame(digit, drawing)) ? drawing : onFineGrid(drawing);
