import { describe, expect, it } from 'vitest';
import { formatNames, formats } from '../../core/number/format.ts';
import { limitsOf } from '../../core/number/limits.ts';
import { mulberry32 } from '../../core/probe.ts';
import { groupMarks, landmarksOf, membersText, placeOf } from './limit-line.ts';

describe('the line of a format', () => {
  it.each(formatNames)('%s: its landmarks stand in order, between 0 and ∞', (name) => {
    const format = formats[name];
    const places = [
      placeOf(format, 0),
      ...landmarksOf(format).map(({ place }) => place),
      placeOf(format, Number.POSITIVE_INFINITY),
    ];
    expect(places).toEqual([...places].sort((a, b) => (a ?? 0) - (b ?? 0)));
    expect(new Set(places).size).toBe(6);
  });

  it.each(formatNames)(
    '%s: a larger number never stands further left (300 pairs, seed 21)',
    (name) => {
      const format = formats[name];
      const uniform = mulberry32(21);
      const { smallestSubnormal, largest } = limitsOf(format);
      const span = Math.log2(largest) - Math.log2(smallestSubnormal);
      const any = () => smallestSubnormal * 2 ** (uniform() * span);
      for (let i = 0; i < 300; i++) {
        const [a, b] = [any(), any()].sort((x, y) => x - y);
        expect(placeOf(format, a) ?? 1).toBeLessThanOrEqual(placeOf(format, b) ?? 0);
      }
    },
  );

  it('gives NaN no place, and no label', () => {
    expect(placeOf(formats.float32, Number.NaN)).toBeUndefined();
    expect(groupMarks(formats.float32, [Number.NaN, 1])).toEqual([
      { members: [1], place: placeOf(formats.float32, 1) },
    ]);
  });

  it('puts every number into exactly one group, and groups keep apart (seed 22)', () => {
    const uniform = mulberry32(22);
    for (let row = 0; row < 300; row++) {
      const values = Array.from({ length: 10 }, () =>
        Math.fround(Math.exp(180 * (uniform() - 0.5))),
      );
      const groups = groupMarks(formats.float32, values);
      expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
      groups.slice(1).forEach(({ place }, i) => {
        expect(place - groups[i].place).toBeGreaterThanOrEqual(0.045);
      });
    }
  });

  it('writes its members short', () => {
    expect(membersText([0, 1, 2, 3])).toBe('1–4');
    expect(membersText([0, 1, 3])).toBe('1, 2, 4');
  });
});
