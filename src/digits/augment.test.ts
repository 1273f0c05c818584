import { describe, expect, it } from 'vitest';
import { distort, MILD } from './augment.ts';
import { centreOfMass, PIXELS, SIDE } from './ink.ts';
import { Random } from './random.ts';
import { rasterize } from './raster.ts';
import { sampleDigit } from './samples.ts';

const image = rasterize(sampleDigit(3))?.pixels ?? new Float32Array();
const STILL = { rotation: 0, shear: 0, scale: 0, shift: 0, warp: 0 };

function distorted(settings: typeof STILL, ...seeds: number[]): Float32Array {
  const out = new Float32Array(PIXELS);
  distort(image, out, settings, new Random(...seeds));
  return out;
}

describe('distort', () => {
  it('changes nothing when all is zero', () => {
    expect(distorted(STILL, 1)).toEqual(image);
  });

  it('gives the same image for the same seeds, another for others', () => {
    expect(distorted(MILD, 1, 2)).toEqual(distorted(MILD, 1, 2));
    expect(distorted(MILD, 1, 2)).not.toEqual(distorted(MILD, 1, 3));
  });

  it('moves the image by at most the shift', () => {
    for (let seed = 0; seed < 20; seed++) {
      const mass = centreOfMass(distorted({ ...STILL, shift: 2 }, seed));
      expect(Math.abs((mass?.x ?? 0) - 14.5)).toBeLessThan(2.1);
      expect(Math.abs((mass?.y ?? 0) - 14.5)).toBeLessThan(2.1);
    }
  });

  it('leans upright strokes by the shear and leaves rows in their place', () => {
    const bar = Float32Array.from({ length: PIXELS }, (_, i) => (i % SIDE === 14 ? 1 : 0));
    const out = new Float32Array(PIXELS);
    distort(bar, out, { ...STILL, shear: 0.3 }, new Random(2));
    const middles = [4, 14, 23].map((row) => {
      const line = out.subarray(row * SIDE, (row + 1) * SIDE);
      const ink = line.reduce((sum, value) => sum + value, 0);
      expect(ink).toBeCloseTo(1, 5);
      return line.reduce((sum, value, column) => sum + value * column, 0) / ink;
    });
    const [top = 0, middle = 0, bottom = 0] = middles;
    expect(Math.abs(top - bottom)).toBeGreaterThan(0.5);
    expect((top - middle) / 10).toBeCloseTo((middle - bottom) / 9, 5);
  });

  it('keeps values between 0 and 1 and most of the ink', () => {
    const total = image.reduce((sum, value) => sum + value, 0);
    for (let seed = 0; seed < 30; seed++) {
      const out = distorted(MILD, seed);
      expect(Math.min(...out)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...out)).toBeLessThanOrEqual(1);
      const ink = out.reduce((sum, value) => sum + value, 0);
      expect(ink / total).toBeGreaterThan(0.6);
      expect(ink / total).toBeLessThan(1.6);
    }
  });
});
