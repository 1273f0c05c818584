import { describe, expect, test } from 'vitest';
import { Arithmetic } from '../../core/number/arithmetic.ts';
import { formatNames, formats } from '../../core/number/format.ts';
import { nextDown } from '../../core/number/neighbors.ts';
import { roundTo } from '../../core/number/rounding.ts';
import { Random } from '../../digits/random.ts';
import { addends, compute, inBits, lostFrom, slopeOf, surpriseOf, surprises } from './surprise.ts';

/** Over the whole range of the point, each power of ten alike. */
function probabilities(seed: number, count = 400): readonly number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => 10 ** random.between(-16, 0));
}

const guards = ['none', 'epsilon', 'one'] as const;

describe('surprise', () => {
  test('is −ln p: 0 at 1, a wall at 0, 2.666 nats and 3.847 bits at 0.0695', () => {
    expect(surpriseOf(1)).toBeCloseTo(0, 15);
    expect(surpriseOf(0)).toBe(Number.POSITIVE_INFINITY);
    expect(surpriseOf(0.0695)).toBeCloseTo(2.666, 3);
    expect(inBits(surpriseOf(0.0695))).toBeCloseTo(3.847, 3);
    expect(inBits(surpriseOf(0.5))).toBeCloseTo(1, 15);
  });

  test.each(guards)('and its slope are the logarithm’s for 400 probabilities, "%s"', (guard) => {
    const many = probabilities(11);
    const losses = surprises(many, guard);
    for (const [i, p] of many.entries()) {
      const inside = p + addends[guard];
      expect(losses[i]).toBeCloseTo(-Math.log(inside), 12);
      expect(slopeOf(p, guard) * inside).toBeCloseTo(-1, 12);
      const nudge = inside * 1e-6;
      const rise = surpriseOf(p + nudge, guard) - surpriseOf(p - nudge, guard);
      // Near 1 the nudge must be one that p itself can show.
      if (p > 1e-6 * inside) expect((rise / (2 * nudge)) * inside).toBeCloseTo(-1, 4);
    }
  });

  test('of several events that all happen is the sum of theirs', () => {
    const many = probabilities(12);
    for (let i = 1; i < many.length; i++) {
      const both = surpriseOf(many[i] * many[i - 1]);
      expect(both).toBeCloseTo(surpriseOf(many[i]) + surpriseOf(many[i - 1]), 10);
    }
  });
});

describe('an addend inside the logarithm', () => {
  test('of 10⁻¹⁰ caps the loss at 23.03; 1⁻¹⁰ is 1 and makes it negative', () => {
    expect(surpriseOf(0, 'epsilon')).toBeCloseTo(23.026, 3);
    expect(surpriseOf(1, 'one')).toBeCloseTo(-Math.LN2, 12);
    for (const p of probabilities(13)) {
      expect(surpriseOf(p, 'epsilon')).toBeLessThanOrEqual(surpriseOf(0, 'epsilon'));
      expect(surpriseOf(p, 'one')).toBeLessThan(0);
    }
  });

  test('is lost in float32 from 2⁻⁹ on, and not one number earlier', () => {
    const from = lostFrom('epsilon', 'float32');
    expect(from).toBe(2 ** -9);
    const before = nextDown(formats.float32, 2 ** -9);
    expect(Math.fround(before + Math.fround(1e-10))).toBeGreaterThan(before);
    expect(compute(before, 'epsilon', 'float32').lost).toBe(false);
    expect(compute(2 ** -9, 'epsilon', 'float32').lost).toBe(true);
  });

  test('is lost from 2⁻²⁵ on in bfloat16, never in float64, and is 0 to begin with in float16', () => {
    expect(lostFrom('epsilon', 'bfloat16')).toBe(2 ** -25);
    expect(lostFrom('epsilon', 'float64')).toBeUndefined();
    expect(lostFrom('epsilon', 'float16')).toBe(0);
    expect(compute(0, 'epsilon', 'float16').loss).toBe(Number.POSITIVE_INFINITY);
  });

  test.each(formatNames)('is lost above the mark and kept below it, in %s', (format) => {
    const from = lostFrom('epsilon', format) ?? Number.POSITIVE_INFINITY;
    for (const p of probabilities(14)) {
      const { stored, lost } = compute(p, 'epsilon', format);
      expect(lost).toBe(stored >= from);
    }
  });

  test('comes out in float32 as Math.fround has it', () => {
    for (const p of probabilities(15)) {
      for (const guard of guards) {
        const { stored, addend, inside, loss, slope } = compute(p, guard, 'float32');
        expect(stored).toBe(Math.fround(p));
        expect(inside).toBe(Math.fround(stored + Math.fround(addends[guard])));
        expect(addend).toBe(Math.fround(addends[guard]));
        expect(loss).toBe(Math.fround(0 - Math.log(inside)));
        expect(slope).toBe(Math.fround(-1 / inside));
      }
    }
  });

  test.each(formatNames)(
    'comes out in %s step by step as the core’s arithmetic has it',
    (format) => {
      const machine = new Arithmetic(format);
      for (const p of [0, 1, ...probabilities(17, 150)]) {
        for (const guard of guards) {
          const stored = machine.apply('round', p).value;
          const addend = machine.apply('round', addends[guard]).value;
          const inside = machine.apply('add', stored, addend).value;
          const logarithm = machine.apply('log', inside).value;
          expect(compute(p, guard, format)).toMatchObject({
            stored,
            addend,
            inside,
            loss: machine.apply('subtract', 0, logarithm).value,
            slope: machine.apply('divide', -1, inside).value,
          });
        }
      }
    },
  );

  test('changes nothing in float64 beyond what the core computes', () => {
    for (const p of probabilities(16)) {
      for (const guard of guards) {
        const { loss, slope } = compute(p, guard, 'float64');
        expect(loss).toBeCloseTo(surpriseOf(p, guard), 12);
        expect(slope / slopeOf(p, guard)).toBeCloseTo(1, 12);
      }
    }
  });

  test('is stored in every format as the nearest number of it', () => {
    for (const format of formatNames) {
      expect(compute(0, 'epsilon', format).addend).toBe(roundTo(formats[format], 1e-10));
    }
  });
});
