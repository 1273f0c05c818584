import { describe, expect, it } from 'vitest';
import { Arithmetic } from './arithmetic.ts';
import { formatNames, formats } from './format.ts';
import { limitsOf } from './limits.ts';
import { nextDown, nextUp } from './neighbors.ts';
import { roundTo } from './rounding.ts';

describe('the limits of a format', () => {
  it('are those of the standard', () => {
    expect(limitsOf(formats.float64)).toMatchObject({
      largest: Number.MAX_VALUE,
      smallestSubnormal: Number.MIN_VALUE,
      smallestNormal: 2 ** -1022,
      epsilon: Number.EPSILON,
    });
    expect(limitsOf(formats.float16)).toMatchObject({
      largest: 65_504,
      smallestNormal: 2 ** -14,
      smallestSubnormal: 2 ** -24,
      epsilon: 2 ** -10,
    });
    expect(limitsOf(formats.float32).largest).toBe(Math.fround(3.402_823_466e38));
    expect(limitsOf(formats.bfloat16).largest).toBe(3.389_531_389_251_535_5e38);
  });

  it('let exp overflow where the curriculum says', () => {
    const rounded = formatNames.map((name) => limitsOf(formats[name]).expOverflow.toFixed(2));
    expect(rounded).toEqual(['11.09', '88.72', '88.72', '709.78']);
  });

  it.each(formatNames)(
    'of %s are where exp really overflows, loses digits and vanishes',
    (name) => {
      const format = formats[name];
      const arithmetic = new Arithmetic(name);
      const events = (x: number) => arithmetic.apply('exp', x).events;
      const { expOverflow, expSubnormal, expVanishes } = limitsOf(format);
      const sides = (limit: number): readonly [number, number] => {
        // float64 knows its own limits only to its last bits.
        if (name === 'float64') return [limit - 1e-12, limit + 1e-12];
        const near = roundTo(format, limit);
        return near < limit ? [near, nextUp(format, near)] : [nextDown(format, near), near];
      };
      const [finite, infinite] = sides(expOverflow);
      expect(events(finite)).not.toContain('overflow');
      expect(events(infinite)).toContain('overflow');
      const [few, full] = sides(expSubnormal);
      expect(events(few)).toContain('subnormal');
      expect(events(full)).toEqual(['inexact']);
      const [none, some] = sides(expVanishes);
      expect(events(none)).toContain('vanished');
      expect(events(some)).toContain('subnormal');
    },
  );
});
