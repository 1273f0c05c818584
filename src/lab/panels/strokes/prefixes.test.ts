import { describe, expect, test } from 'vitest';
import { Random } from '../../../digits/random.ts';
import { sampleDigit } from '../../../digits/samples.ts';
import { countPoints, type Drawing } from '../../../digits/strokes.ts';
import {
  largestJump,
  leadsOf,
  pieceBetween,
  prefixCounts,
  prefixOf,
  strokeAt,
  withoutStroke,
} from './prefixes.ts';

/** Seeded strokes of 1 to 60 points. */
function scribble(random: Random): Drawing {
  const point = () => ({ x: random.between(0, 1), y: random.between(0, 1) });
  const stroke = () => Array.from({ length: 1 + random.below(60) }, point);
  return Array.from({ length: 1 + random.below(5) }, stroke);
}

const random = new Random(5);
const drawings = [
  ...Array.from({ length: 10 }, (_, digit) => sampleDigit(digit)),
  ...Array.from({ length: 40 }, () => scribble(random)),
];

describe('the prefixes of a drawing', () => {
  test('go from its first point to all of it, rise, and leave out no more than they must', () => {
    for (const drawing of drawings) {
      const points = countPoints(drawing);
      const counts = prefixCounts(drawing, 96);
      expect(counts[0]).toBe(1);
      expect(counts.at(-1)).toBe(points);
      expect(counts).toHaveLength(Math.min(96, points));
      const gaps = counts.slice(1).map((count, i) => count - counts[i]);
      expect(Math.min(...gaps, 1)).toBe(1);
      expect(Math.max(...gaps, 1)).toBeLessThanOrEqual(Math.ceil((points - 1) / 95) || 1);
    }
    expect(prefixCounts([], 96)).toEqual([]);
  });

  test('hold just their points, whole strokes as the very objects, and end as the drawing', () => {
    for (const drawing of drawings) {
      const flat = drawing.flat();
      for (const count of prefixCounts(drawing, 20)) {
        expect(prefixOf(drawing, count).flat()).toEqual(flat.slice(0, count));
      }
      const whole = prefixOf(drawing, flat.length);
      expect(whole).toEqual(drawing);
      whole.forEach((stroke, i) => {
        expect(stroke).toBe(drawing[i]);
      });
    }
  });

  test('follow each other by pieces that together are the drawing', () => {
    for (const drawing of drawings) {
      const counts = prefixCounts(drawing, 20);
      const pieces = counts.map((to, i) => pieceBetween(drawing, counts[i - 1] ?? 0, to));
      const seen = new Set(pieces.flat(2));
      expect(drawing.flat().every((point) => seen.has(point))).toBe(true);
    }
  });

  test('know the stroke of their last point', () => {
    const drawing: Drawing = [
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
      ],
      [{ x: 0, y: 1 }],
    ];
    expect([1, 2, 3].map((count) => strokeAt(drawing, count))).toEqual([0, 0, 1]);
    expect(withoutStroke(drawing, 0)).toEqual([drawing[1]]);
    expect(pieceBetween(drawing, 2, 3)).toEqual([drawing[1]]);
    expect(pieceBetween(drawing, 1, 2)).toEqual([drawing[0]]);
  });
});

describe('what decided', () => {
  test('the jump is the largest difference of neighbours', () => {
    for (let i = 0; i < 50; i++) {
      const series = Array.from({ length: 2 + random.below(40) }, () => random.between(0, 1));
      const differences = series.slice(1).map((share, at) => share - series[at]);
      const most = Math.max(...differences);
      const jump = largestJump(series);
      if (most <= 0) expect(jump).toBeUndefined();
      else expect(jump).toEqual({ place: differences.indexOf(most), by: most });
    }
    expect(largestJump([0.5])).toBeUndefined();
    expect(largestJump([0.5, 0.4])).toBeUndefined();
  });

  test('the leader is named where it changes', () => {
    const rows = [
      [0.9, 0.1],
      [0.6, 0.4],
      [0.2, 0.8],
      [0.1, 0.9],
      [0.7, 0.3],
    ];
    expect(leadsOf(rows)).toEqual([
      { place: 0, leader: 0 },
      { place: 2, leader: 1 },
      { place: 4, leader: 0 },
    ]);
  });
});
