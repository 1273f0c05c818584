import { expect, test } from 'vitest';
import { rasterize } from './raster.ts';
import { sampleDigit } from './samples.ts';
import { shownDigit, standIn } from './shown-digit.ts';
import { EMPTY_DRAWING } from './strokes.ts';

test('what is drawn is shown, and the stand-in while nothing is', () => {
  const drawn = sampleDigit(7);
  expect(shownDigit(drawn)).toEqual({ pixels: rasterize(drawn)?.pixels, sample: false });
  const sample = rasterize(sampleDigit(standIn))?.pixels;
  expect(shownDigit(EMPTY_DRAWING)).toEqual({ pixels: sample, sample: true });
});

test('a drawing is rastered once', () => {
  const drawn = sampleDigit(2);
  expect(shownDigit(drawn)).toBe(shownDigit(drawn));
});
