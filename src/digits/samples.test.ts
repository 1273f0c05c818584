import { describe, expect, it } from 'vitest';
import { rasterize } from './raster.ts';
import { sampleDigit } from './samples.ts';
import { parseDrawing } from './strokes.ts';

describe('the sample digits', () => {
  const digits = Array.from({ length: 10 }, (_, digit) => sampleDigit(digit));

  it('are valid drawings in the middle of the pad', () => {
    for (const digit of digits) {
      expect(parseDrawing(JSON.parse(JSON.stringify(digit)))).toEqual(digit);
      for (const { x, y } of digit.flat()) {
        expect(x > 0.25 && x < 0.75 && y > 0.15 && y < 0.85).toBe(true);
      }
    }
  });

  it('differ from one another', () => {
    const images = digits.map((digit) => rasterize(digit)?.pixels ?? new Float32Array());
    for (const [i, a] of images.entries()) {
      for (const b of images.slice(i + 1)) {
        expect(a.reduce((sum, value, k) => sum + Math.abs(value - (b[k] ?? 0)), 0)).toBeGreaterThan(
          25,
        );
      }
    }
  });

  it('end at nine', () => {
    expect(() => sampleDigit(10)).toThrow('no sample of 10; digits are 0 to 9');
  });
});
