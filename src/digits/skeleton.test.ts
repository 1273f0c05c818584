import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { parseSkeleton, traceSkeleton } from './skeleton.ts';

describe('a skeleton', () => {
  it('passes through its knots, lifts the pen at | and turns sharply at /', () => {
    const drawing = traceSkeleton(parseSkeleton('0 0, 50 0 / 50 100 | 10 50, 90 50'));
    expect(drawing).toHaveLength(2);
    expect(drawing[0]?.at(0)).toEqual({ x: 0, y: 0 });
    expect(drawing[0]?.at(-1)).toEqual({ x: 0.5, y: 1 });
    expect(drawing[0]?.every(({ x, y }) => y === 0 || x === 0.5)).toBe(true);
    expect(drawing[1]?.every(({ y }) => y === 0.5)).toBe(true);
  });

  it('varies as far as it says, and not without a hand', () => {
    const skeleton = parseSkeleton('±10 ±0: 50 50±5, 60 90');
    const random = new Random(3);
    const starts = Array.from(
      { length: 300 },
      () => traceSkeleton(skeleton, { random, knot: 0 })[0]?.[0],
    );
    const xs = starts.map((point) => point?.x ?? 0);
    const ys = starts.map((point) => point?.y ?? 0);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0.4);
    expect(Math.min(...xs)).toBeLessThan(0.42);
    expect(Math.max(...ys)).toBeLessThanOrEqual(0.55);
    expect(Math.max(...ys)).toBeGreaterThan(0.54);
    expect(traceSkeleton(skeleton)).toEqual(traceSkeleton(skeleton));
  });

  it('says what it cannot read', () => {
    expect(() => parseSkeleton('1 2 3')).toThrow('skeleton: expected "x y", got "1 2 3"');
    expect(() => parseSkeleton('1 b')).toThrow(
      'skeleton: expected a number like 40 or 40±5, got "b"',
    );
    expect(() => parseSkeleton('')).toThrow('skeleton: expected "x y", got ""');
  });
});
