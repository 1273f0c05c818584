import { describe, expect, it } from 'vitest';
import { CHAIN_STRIDE, curveThrough, resample } from './curve.ts';
import { generateDigit } from './generated/digit.ts';
import { centreOfMass, PIXELS, SIDE } from './ink.ts';
import { Random } from './random.ts';
import { CENTRE, PAD_PEN, rasterize, toImage } from './raster.ts';
import { sampleDigit } from './samples.ts';
import type { Drawing, Point, Stroke } from './strokes.ts';

const SEED = 5;
const generated = Array.from({ length: 40 }, (_, i) => generateDigit(i % 10, new Random(SEED, i)));
const samples = Array.from({ length: 10 }, (_, digit) => sampleDigit(digit));
const digits: readonly Drawing[] = [...samples, ...generated];

function pixelsOf(drawing: Drawing): Float32Array {
  const raster = rasterize(drawing);
  if (!raster) throw new Error('no ink');
  return raster.pixels;
}

/** The largest difference between two drawings' rasters, in grey levels of 255. */
function difference(a: Drawing, b: Drawing): number {
  const left = pixelsOf(a);
  const right = pixelsOf(b);
  return Math.max(...left.map((value, i) => 255 * Math.abs(value - (right[i] ?? 0))));
}

function mapped(drawing: Drawing, map: (point: Point) => Point): Drawing {
  return drawing.map((stroke) => stroke.map(map));
}

/** Points put in along the straight lines between the samples, as a slow hand leaves them. */
function slowly(drawing: Drawing, pieces: number): Drawing {
  return drawing.map((stroke) =>
    stroke.flatMap((point, i) => {
      const next = stroke[i + 1];
      if (!next) return [point];
      return Array.from({ length: pieces }, (_, k) => ({
        x: point.x + ((next.x - point.x) * k) / pieces,
        y: point.y + ((next.y - point.y) * k) / pieces,
      }));
    }),
  );
}

/** The pen's path sampled evenly, `step` pad units apart. */
function sampled(stroke: Stroke, step: number): Stroke {
  const chain = Float64Array.from(stroke.flatMap(({ x, y }) => [x, y, 1]));
  const even = resample(curveThrough(chain, step / 8), step);
  return Array.from({ length: even.length / CHAIN_STRIDE }, (_, i) => ({
    x: even[i * CHAIN_STRIDE] ?? 0,
    y: even[i * CHAIN_STRIDE + 1] ?? 0,
  }));
}

describe('rasterize', () => {
  it('gives nothing for an empty pad', () => {
    expect(rasterize([])).toBeUndefined();
    expect(rasterize([[]])).toBeUndefined();
  });

  it('gives multiples of 1/255 between 0 and 1', () => {
    for (const value of pixelsOf(sampleDigit(8))) {
      expect(value).toBe(Math.fround(Math.round(value * 255) / 255));
      expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  it('puts the centre of mass where MNIST has it', () => {
    for (const digit of digits) {
      const mass = centreOfMass(pixelsOf(digit));
      expect(Math.abs((mass?.x ?? 0) - CENTRE)).toBeLessThan(0.1);
      expect(Math.abs((mass?.y ?? 0) - CENTRE)).toBeLessThan(0.1);
    }
  });

  it('fills a box of 20 pixels with the ink, to within an edge', () => {
    for (const digit of digits) {
      const pixels = pixelsOf(digit);
      const rows = Array.from({ length: SIDE }, (_, row) =>
        pixels.subarray(row * SIDE, (row + 1) * SIDE).some((value) => value > 0.5),
      );
      const columns = Array.from({ length: SIDE }, (_, column) =>
        pixels.some((value, i) => i % SIDE === column && value > 0.5),
      );
      const extent = (lit: boolean[]) => lit.lastIndexOf(true) - lit.indexOf(true) + 1;
      const longest = Math.max(extent(rows), extent(columns));
      expect(longest).toBeGreaterThanOrEqual(19);
      expect(longest).toBeLessThanOrEqual(21);
    }
  });

  it('does not depend on where and how large the digit is drawn', () => {
    for (const digit of digits) {
      const corner = mapped(digit, ({ x, y }) => ({ x: 0.9 + 0.1 * x, y: 0.1 * y }));
      const large = mapped(digit, ({ x, y }) => ({ x: 1.6 * x - 0.3, y: 1.6 * y - 0.3 }));
      expect(difference(digit, corner)).toBeLessThanOrEqual(16);
      expect(difference(digit, large)).toBeLessThanOrEqual(16);
    }
  });

  it('does not depend on how many samples a slow hand adds', () => {
    for (const digit of digits) expect(difference(digit, slowly(digit, 9))).toBeLessThanOrEqual(16);
  });

  it('follows the curve that a fast hand leaves few samples of', () => {
    for (const turn of [3, 4, 5]) {
      const circle = Array.from({ length: 200 }, (_, i) => ({
        x: 0.5 + 0.2 * Math.cos((i * turn) / 200),
        y: 0.5 + 0.3 * Math.sin((i * turn) / 200),
      }));
      const dense = [sampled(circle, 0.004)];
      const sparse = [sampled(circle, 0.03)];
      expect((dense[0]?.length ?? 0) / (sparse[0]?.length ?? 1)).toBeGreaterThan(6);
      expect(difference(dense, sparse)).toBeLessThanOrEqual(16);
    }
  });

  it('draws a tap as a dot in the middle, and does not blow up a tiny mark', () => {
    const dot = pixelsOf([[{ x: 0.9, y: 0.1 }]]);
    const ink = dot.reduce((sum, value) => sum + value, 0);
    expect(ink).toBeCloseTo(Math.PI * (PAD_PEN.width / 2) ** 2, -0.5);
    expect(dot[14 * SIDE + 14]).toBe(1);
    const mark = pixelsOf([
      [
        { x: 0.9, y: 0.1 },
        { x: 0.901, y: 0.1 },
      ],
    ]);
    expect(mark.reduce((sum, value) => sum + value, 0)).toBeLessThan(2 * ink);
  });

  it('keeps the ink inside the image however lopsided it is', () => {
    const scribble = Array.from({ length: 400 }, (_, i) => ({ x: (i % 2) * 0.04, y: (i % 7) / 7 }));
    const arm = [
      { x: 0, y: 0.5 },
      { x: 1, y: 0.5 },
    ];
    const raster = rasterize([scribble, arm]);
    const edge = raster?.pixels.filter((_, i) => i % SIDE === SIDE - 1) ?? [];
    expect(Math.max(...edge)).toBeLessThan(1);
    expect(toImage(raster?.placement ?? fail(), { x: 1, y: 0.5 }).x).toBeLessThan(SIDE);
  });

  it('says how it placed the drawing', () => {
    const raster = rasterize(sampleDigit(7)) ?? fail();
    const { box, scale, mass, shift } = raster.placement;
    expect(Math.max(box.width, box.height) * scale).toBeCloseTo(20 - PAD_PEN.width, 6);
    expect(mass.x + shift.x).toBeCloseTo(CENTRE, 9);
    expect(mass.y + shift.y).toBeCloseTo(CENTRE, 9);
    const middle = toImage(raster.placement, {
      x: box.left + box.width / 2,
      y: box.top + box.height / 2,
    });
    expect(middle.x).toBeCloseTo(SIDE / 2 + shift.x, 9);
    expect(middle.y).toBeCloseTo(SIDE / 2 + shift.y, 9);
  });

  it('lets pressure widen the line a little, and only where it varies', () => {
    const line = (press: (i: number) => number) => [
      Array.from({ length: 30 }, (_, i) => ({ x: 0.5, y: i / 30, pressure: press(i) })),
    ];
    const rowInk = (drawing: Drawing, row: number) =>
      pixelsOf(drawing)
        .subarray(row * SIDE, (row + 1) * SIDE)
        .reduce((sum, value) => sum + value, 0);
    expect(
      difference(
        line(() => 0.9),
        line(() => 0.2),
      ),
    ).toBe(0);
    const rising = line((i) => i / 30);
    expect(rowInk(rising, 21) / rowInk(rising, 8)).toBeGreaterThan(1.05);
    expect(rowInk(rising, 21) / rowInk(rising, 8)).toBeLessThan(1.4);
  });

  it('takes well under a millisecond for a usual digit', () => {
    const times = Array.from({ length: 60 }, () => {
      const start = performance.now();
      rasterize(sampleDigit(8));
      return performance.now() - start;
    });
    expect(times.sort((a, b) => a - b)[30]).toBeLessThan(3); // 0.3 ms alone on this machine
    expect(pixelsOf(sampleDigit(8))).toHaveLength(PIXELS);
  });
});

function fail(): never {
  throw new Error('no raster');
}
