import { describe, expect, it } from 'vitest';
import {
  beginStroke,
  countPoints,
  EMPTY_DRAWING,
  extendStroke,
  hasInk,
  MAX_POINTS,
  MAX_STROKES,
  parseDrawing,
  undoStroke,
} from './strokes.ts';

describe('a drawing', () => {
  it('grows by strokes and points without changing what came before', () => {
    const first = beginStroke(EMPTY_DRAWING, { x: 0.1, y: 0.2 });
    const longer = extendStroke(first, [
      { x: 0.2, y: 0.3 },
      { x: 0.3, y: 0.3 },
    ]);
    const second = beginStroke(longer, { x: 0.5, y: 0.5 });
    expect(first).toEqual([[{ x: 0.1, y: 0.2 }]]);
    expect(countPoints(longer)).toBe(3);
    expect(second).toHaveLength(2);
    expect(undoStroke(second)).toEqual(longer);
    expect(hasInk(EMPTY_DRAWING)).toBe(false);
    expect(hasInk(undoStroke(first))).toBe(false);
  });

  it('skips samples of a pen that rests, and is then the same object', () => {
    const drawing = beginStroke(EMPTY_DRAWING, { x: 0.5, y: 0.5 });
    expect(extendStroke(drawing, [{ x: 0.5, y: 0.50001 }])).toBe(drawing);
  });

  it('stops growing at its limits', () => {
    let drawing = beginStroke(EMPTY_DRAWING, { x: 0, y: 0 });
    const points = Array.from({ length: MAX_POINTS + 5 }, (_, i) => ({ x: i % 2, y: 0.5 }));
    drawing = extendStroke(drawing, points);
    expect(countPoints(drawing)).toBe(MAX_POINTS);
    expect(beginStroke(drawing, { x: 0, y: 0 })).toBe(drawing);
    let dots = EMPTY_DRAWING;
    for (let i = 0; i < MAX_STROKES + 5; i++) dots = beginStroke(dots, { x: 0, y: 0 });
    expect(dots).toHaveLength(MAX_STROKES);
  });

  it('refuses points where no pen is down', () => {
    expect(() => extendStroke(EMPTY_DRAWING, [{ x: 0, y: 0 }])).toThrow('call beginStroke first');
  });
});

describe('parseDrawing', () => {
  it('reads tuples in a box of any size, and records', () => {
    expect(parseDrawing([[[250, 500]]], { size: 500 })).toEqual([[{ x: 0.5, y: 1 }]]);
    expect(parseDrawing([[[0.1, 0.2, 0.7]]])).toEqual([[{ x: 0.1, y: 0.2, pressure: 0.7 }]]);
    const record = { x: 0.1, y: 0.2, pressure: 0.5, time: 12 };
    expect(parseDrawing([[record]])).toEqual([[record]]);
    expect(parseDrawing([])).toEqual([]);
  });

  const faults: [string, unknown, string][] = [
    [
      'no array',
      { strokes: [] },
      'drawing: expected an array of strokes, got a value of type object',
    ],
    ['text', 'ink', 'drawing: expected an array of strokes, got the text "ink"'],
    ['a stroke that is none', [7], 'drawing[0]: expected an array of points, got 7'],
    ['an empty stroke', [[]], 'drawing[0]: a stroke without points'],
    ['a point that is none', [[null]], 'drawing[0][0]: expected [x, y] or {x, y}, got null'],
    ['a lone number', [[[1]]], 'drawing[0][0]: 1 numbers; expected [x, y]'],
    [
      'text in a point',
      [[[0, '1']]],
      'drawing[0][0].y: expected a finite number, got the text "1"',
    ],
    ['no y', [[{ x: 1 }]], 'drawing[0][0].y: missing; give a number from 0 to 1'],
    ['an endless number', [[[0, 1 / 0]]], 'drawing[0][0].y: expected a finite number'],
    ['a point far away', [[[0, 7]]], 'drawing[0][0].y: 7 is far outside the pad'],
    ['hard pressure', [[[0, 0, 3]]], 'drawing[0][0].pressure: 3 is outside 0 … 1'],
    [
      'many strokes',
      Array.from({ length: 65 }, () => [[0, 0]]),
      'drawing: 65 strokes; keep at most 64',
    ],
    [
      'many points',
      [Array.from({ length: 8193 }, () => [0, 0])],
      'drawing[0]: more than 8192 points',
    ],
  ];
  it.each(faults)('refuses %s and says where', (_, json, message) => {
    expect(() => parseDrawing(json)).toThrow(message);
  });

  it('names the input as it is told', () => {
    expect(() => parseDrawing(1, { name: 'strokes.json[12].strokes' })).toThrow(
      'strokes.json[12].strokes: expected an array',
    );
  });
});
