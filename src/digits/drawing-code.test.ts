import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawingCode, MAX_CODE_LENGTH, maybeExactCode, parseDrawingCode } from './drawing-code.ts';
import { onFineGrid } from './fine-grid.ts';
import { generateDigit } from './generated/digit.ts';
import { Random } from './random.ts';
import { rasterize } from './raster.ts';
import { sampleDigit } from './samples.ts';
import {
  countPoints,
  type Drawing,
  MAX_POINTS,
  MAX_STROKES,
  parseDrawing,
  type Stroke,
} from './strokes.ts';

const SEED = 11;
const digits: readonly Drawing[] = [
  ...Array.from({ length: 10 }, (_, digit) => sampleDigit(digit)),
  ...Array.from({ length: 150 }, (_, i) => generateDigit(i % 10, new Random(SEED, i))),
];

/** What a slow mouse reports of a stroke on a pad of `side` pixels: every pixel on the way. */
function pixelByPixel(stroke: Stroke, side: number): Stroke {
  return stroke.flatMap((from, i) => {
    const to = stroke[i + 1] ?? from;
    const pieces = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) * side));
    return Array.from({ length: pieces }, (_, k) => ({
      x: Math.round((from.x + ((to.x - from.x) * k) / pieces) * side) / side,
      y: Math.round((from.y + ((to.y - from.y) * k) / pieces) * side) / side,
    }));
  });
}
const slow = digits.map((digit) => digit.map((stroke) => pixelByPixel(stroke, 248)));

/** Largest and mean difference between two drawings' rasters, in grey levels of 255. */
function difference(a: Drawing, b: Drawing): { largest: number; mean: number } {
  const [left, right] = [rasterize(a)?.pixels, rasterize(b)?.pixels];
  if (!left || !right) throw new Error('no ink');
  const gaps = Array.from(left, (value, i) => 255 * Math.abs(value - right[i]));
  return { largest: Math.max(...gaps), mean: gaps.reduce((sum, gap) => sum + gap, 0) / 784 };
}

const again = (drawing: Drawing): Drawing => parseDrawingCode(drawingCode(drawing));

const coordinate = fc.double({ min: -1, max: 2, noNaN: true });
const point = fc.record(
  { x: coordinate, y: coordinate, pressure: fc.double({ min: 0, max: 1, noNaN: true }) },
  { requiredKeys: ['x', 'y'] },
);
const anyDrawing = fc.array(fc.array(point, { minLength: 1, maxLength: 40 }), { maxLength: 8 });

describe('the code of a drawing', () => {
  it('is short: under 250 characters for a digit of a pen, under 600 for the slowest mouse', () => {
    const longest = (drawings: readonly Drawing[]) =>
      Math.max(...drawings.map((drawing) => drawingCode(drawing).length));
    expect(longest(digits)).toBeLessThan(250);
    expect(longest(slow)).toBeLessThan(600);
  });

  it('keeps the raster to 16 grey levels of 255 at worst, 2 on the mean', () => {
    for (const drawing of [...digits, ...slow]) {
      const { largest, mean } = difference(drawing, again(drawing));
      expect(largest).toBeLessThanOrEqual(16);
      expect(mean).toBeLessThanOrEqual(2);
    }
  });

  it('keeps the pressure of a pen that has one', () => {
    for (const digit of digits) {
      const pressed = digit.map((stroke) =>
        stroke.map((at, i) => ({ ...at, pressure: 0.5 + 0.4 * Math.sin(i / 9) })),
      );
      expect(drawingCode(pressed)[0]).toBe('p');
      expect(drawingCode(pressed).length).toBeLessThan(600);
      expect(difference(pressed, again(pressed)).largest).toBeLessThanOrEqual(24);
    }
  });

  it('leaves out the pressure of a mouse, and all times', () => {
    const mouse = [[{ x: 0.25, y: 0.5, pressure: 0.5, time: 17 }]];
    expect(again(mouse)).toEqual([[{ x: 0.25, y: 0.5 }]]);
  });

  it('is the same again for the drawing that came out of it', () => {
    fc.assert(
      fc.property(anyDrawing, (drawing) => {
        const code = drawingCode(drawing);
        expect(drawingCode(parseDrawingCode(code))).toBe(code);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('needs no escaping in an address, and its drawing lies within 1/400 of the pad', () => {
    fc.assert(
      fc.property(anyDrawing, (drawing) => {
        expect(drawingCode(drawing)).toMatch(/^[dp][\w-]*$/);
        const back = again(drawing);
        expect(back.length).toBe(drawing.length);
        for (const [i, stroke] of drawing.entries()) {
          for (const { x, y } of stroke) expect(distanceTo(back[i], x, y)).toBeLessThan(1 / 400);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('holds the fullest drawing, and refuses what no pad holds', () => {
    const random = new Random(SEED);
    const strokes = Array.from({ length: MAX_STROKES }, () =>
      Array.from({ length: MAX_POINTS / MAX_STROKES }, () => ({
        x: random.between(-1, 2),
        y: random.between(-1, 2),
        pressure: random.between(0, 1),
      })),
    );
    expect(drawingCode(strokes).length).toBeLessThanOrEqual(MAX_CODE_LENGTH);
    expect(countPoints(again(strokes))).toBeGreaterThan(0.9 * MAX_POINTS);
    expect(() => drawingCode([...strokes, strokes[0]])).toThrow(RangeError);
    expect(() => drawingCode([[{ x: 2.1, y: 0 }]])).toThrow('a coordinate of 2.1');
    expect(() => drawingCode([[{ x: Number.NaN, y: 0 }]])).toThrow('a coordinate of NaN');
  });

  it('says of an empty pad that it is empty', () => {
    expect(drawingCode([])).toBe('d');
    expect(parseDrawingCode('d')).toEqual([]);
    expect(drawingCode([[]])).toBe('d');
  });
});

describe('the exact code of a drawing', () => {
  it('brings back what lies on the fine grid, number for number', () => {
    const onPad = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    const press = fc.double({ min: 0, max: 1, noNaN: true });
    const drawn = fc.array(
      fc.array(fc.record({ x: onPad, y: onPad, pressure: press }), { minLength: 1 }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(drawn, (free) => {
        const drawing = onFineGrid(free);
        expect(onFineGrid(drawing)).toEqual(drawing);
        const code = maybeExactCode(drawing);
        expect(code).toMatch(/^[eq][\w-]*$/);
        const back = parseDrawingCode(code ?? '');
        const plain = drawing.every((stroke) => stroke.every(({ pressure }) => pressure === 0.5));
        expect(plain ? [] : back).toEqual(plain ? [] : drawing);
        expect(maybeExactCode(back)).toBe(code);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('is the same raster, byte for byte, in under 2,500 characters for the slowest mouse', () => {
    for (const free of [...digits, ...slow]) {
      const drawing = onFineGrid(free);
      const code = maybeExactCode(drawing) ?? '';
      expect(code.length).toBeLessThan(2500);
      expect(rasterize(parseDrawingCode(code))?.pixels).toEqual(rasterize(drawing)?.pixels);
    }
  });

  it('keeps what the other code and the keyboard draw: they lie on the grid already', () => {
    const [digit] = digits;
    const again = parseDrawingCode(drawingCode(digit));
    expect(onFineGrid(again)).toEqual(again);
    const keyed = Array.from({ length: 14 }, (_, cell) => [{ x: (cell + 0.5) / 14, y: 0.25 }]);
    expect(onFineGrid(keyed)).toEqual(keyed);
  });

  it('is not there for what lies far outside the pad', () => {
    expect(maybeExactCode([[{ x: 1.6, y: 0 }]])).toBeUndefined();
    expect(maybeExactCode([[{ x: Number.NaN, y: 0 }]])).toBeUndefined();
  });
});

describe('a damaged code', () => {
  const faults: [string, string, string][] = [
    ['an empty text', '', 'character 1: the text is empty; codes begin with d or p'],
    ['an unknown beginning', 'xAB', 'character 1: "x"; codes begin with d or p'],
    ['a foreign character', 'dB%A', 'character 3: "%" is none of'],
    ['an end too early', 'dCAAA', 'character 6: the text ends in the middle of a stroke'],
    ['a stroke without points', 'dBAAA', 'character 5: a stroke without points'],
    ['a number that does not end', 'd___', 'character 2: a number of more than 3 characters'],
    ['more points than a pad holds', 'd__f', 'character 2: more than 8192 points in all'],
    ['a place far away', 'dB__fA', 'character 3: x = -20.48 is far outside the pad'],
    [
      'too many strokes',
      `d${'BAA'.repeat(MAX_STROKES + 1)}`,
      'character 194: more than 64 strokes',
    ],
    ['an endless text', 'd'.repeat(MAX_CODE_LENGTH + 1), 'no drawing takes more than 57537'],
  ];
  it.each(faults)('%s is named, with its place', (_, text, message) => {
    expect(() => parseDrawingCode(text)).toThrow(message);
  });

  it('gives an Error or a drawing that the pad takes, for 1,000 texts of any kind', () => {
    const alike = fc
      .array(fc.constantFrom(...'ABCDEHIZghfw09-_'), { maxLength: 60 })
      .map((letters) => `d${letters.join('')}`);
    const cut = fc
      .tuple(fc.nat(9), fc.nat(120), fc.string({ maxLength: 3, unit: 'binary' }))
      .map(([digit, at, text]) => {
        const code = drawingCode(sampleDigit(digit));
        return code.slice(0, at) + text + code.slice(at + 1);
      });
    let drawings = 0;
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), alike, cut), (text) => {
        let drawing: Drawing;
        try {
          drawing = parseDrawingCode(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(String(error)).toMatch(/^Error: drawing code, character \d+: ./);
          return;
        }
        drawings++;
        expect(parseDrawing(JSON.parse(JSON.stringify(drawing)))).toEqual(drawing);
      }),
      { seed: SEED, numRuns: 1000 },
    );
    expect(drawings).toBeGreaterThan(20);
  });
});

/** From a place to the nearest of a stroke's lines, pad units. */
function distanceTo(stroke: Stroke, x: number, y: number): number {
  return Math.min(
    ...stroke.map((from, i) => {
      const to = stroke[i + 1] ?? from;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.max(0, Math.min(1, along));
      return Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
    }),
  );
}
