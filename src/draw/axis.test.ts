import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Axis, moved, shareOf, shareWithin, ticksOf, valueAt } from './axis.ts';

const linear: Axis = { label: 'p', domain: [0, 1] };
const log: Axis = { label: 'p', domain: [1e-14, 1], kind: 'log' };
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('an axis', () => {
  test.each([linear, log, { ...linear, domain: [7, -3] } satisfies Axis])(
    'finds a value again from its place',
    (axis) => {
      fc.assert(
        fc.property(share, (at) => {
          expect(shareOf(axis, valueAt(axis, at))).toBeCloseTo(at, 9);
        }),
        { seed: 41, numRuns: 300 },
      );
    },
  );

  test('a logarithmic one gives each power of ten the same room, and nothing to 0', () => {
    expect(shareOf(log, 1e-7)).toBeCloseTo(0.5, 12);
    expect(shareOf(log, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(shareWithin(log, 0)).toBe(0);
    expect(shareWithin(log, 3)).toBe(1);
  });

  test('infinity stands at its end, NaN nowhere', () => {
    expect(shareWithin(linear, Number.POSITIVE_INFINITY)).toBe(1);
    expect(shareWithin(linear, Number.NaN)).toBeNaN();
  });

  test('a step adds on a linear axis, multiplies on a logarithmic one, and ends at the ends', () => {
    expect(moved(linear, 0.1, 0.2)).toBe(0.3);
    expect(moved(linear, 0.95, 0.1)).toBe(1);
    expect(moved(log, 1e-3, -1)).toBe(1e-4);
    expect(moved(log, 0, 1)).toBe(1e-13);
    expect(moved(log, 1e-14, -1)).toBe(1e-14);
  });

  test('writes its figures as everywhere, or as it is told', () => {
    expect(ticksOf({ ...log, ticks: [1e-10, 1] }).map(({ text }) => text)).toEqual([
      '1 × 10⁻¹⁰',
      '1',
    ]);
    expect(ticksOf(linear).map(({ text }) => text)).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']);
  });
});
