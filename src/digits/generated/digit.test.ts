import { describe, expect, it } from 'vitest';
import { PIXELS } from '../ink.ts';
import { Random } from '../random.ts';
import { rasterize } from '../raster.ts';
import { generateBatch, generateDigit, STYLES, writeStyle } from './digit.ts';

const SEED = 12;

describe('generated digits', () => {
  it('have several styles each, with names of their own', () => {
    expect(STYLES).toHaveLength(10);
    for (const styles of STYLES) {
      expect(styles.length).toBeGreaterThanOrEqual(8);
      expect(new Set(styles.map(({ name }) => name)).size).toBe(styles.length);
    }
  });

  it('know the hands that MNIST lacks', () => {
    const named = (digit: number, part: string) =>
      STYLES[digit]?.filter(({ name }) => name.includes(part)).length ?? 0;
    expect(named(1, 'flag')).toBeGreaterThan(5);
    expect(named(1, 'foot')).toBeGreaterThan(2);
    expect(named(7, 'crossed')).toBeGreaterThan(5);
    expect(named(9, 'hook')).toBeGreaterThan(3);
    expect(named(4, 'open')).toBeGreaterThan(2);
    expect(named(5, 'detached')).toBe(1);
    expect(named(2, 'loop')).toBeGreaterThan(1);
    expect(named(0, 'overlapping')).toBe(1);
  });

  it('come out of the pen in every style, on the pad and in one piece', () => {
    for (const [label, styles] of STYLES.entries()) {
      for (const [at, style] of styles.entries()) {
        const drawing = writeStyle(style, new Random(SEED, label, at));
        for (const { x, y } of drawing.flat()) {
          expect(x > -0.3 && x < 1.3 && y > -0.3 && y < 1.3, `${label} ${style.name}`).toBe(true);
        }
        const ink = rasterize(drawing)?.pixels.reduce((sum, value) => sum + value, 0) ?? 0;
        expect(ink, `${label} ${style.name}`).toBeGreaterThan(30);
        expect(ink, `${label} ${style.name}`).toBeLessThan(240);
      }
    }
  });

  it('are the same for the same seed, and no two alike for others', () => {
    expect(generateDigit(4, new Random(SEED, 1))).toEqual(generateDigit(4, new Random(SEED, 1)));
    expect(generateDigit(4, new Random(SEED, 1))).not.toEqual(
      generateDigit(4, new Random(SEED, 2)),
    );
  });

  it('use every style', () => {
    const crossings = Array.from(
      { length: 200 },
      (_, i) => generateDigit(7, new Random(SEED, i)).length,
    );
    const crossed = crossings.filter((strokes) => strokes === 2).length / 200;
    expect(crossed).toBeGreaterThan(0.4);
    expect(crossed).toBeLessThan(0.8);
  });

  it('come in batches with all labels', () => {
    const { pixels, labels } = generateBatch(200, new Random(SEED));
    expect(pixels).toHaveLength(200 * PIXELS);
    expect(new Set(labels).size).toBe(10);
    for (let i = 0; i < 200; i++) {
      expect(Math.max(...pixels.subarray(i * PIXELS, (i + 1) * PIXELS))).toBeGreaterThan(0.6);
    }
  });

  it('end at nine', () => {
    expect(() => generateDigit(10, new Random(SEED))).toThrow(
      'no styles for 10; labels are 0 to 9',
    );
  });
});
