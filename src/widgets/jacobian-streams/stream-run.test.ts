import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { offBits, runCollapse, runStreams } from './stream-run.ts';

const classCounts = [3, 4, 5, 6, 7, 8, 9, 10];

describe.each(classCounts)('%d random logits, 200 times', (classes) => {
  const random = new Random(47, classes);
  const row = (reach: number) =>
    Array.from({ length: classes }, () => random.between(-reach, reach));
  const cases = Array.from({ length: 200 }, () => ({
    logits: row([1, 5, 40, 300][random.below(4)]),
    label: random.below(classes),
    off: random.below(2 ** classes),
    own: row(3),
  }));

  test('the streams that are on add up to the gradient, and the gradient adds up to 0', () => {
    for (const { logits, label, off, own } of cases) {
      const { gradient, streams, on } = runStreams(logits, { label, off, own });
      gradient.forEach((value, i) => {
        const arrived = streams.reduce((total, stream) => total + stream[i], 0);
        expect(Math.abs(value - arrived)).toBeLessThan(1e-14);
      });
      expect(Math.abs(gradient.reduce((total, value) => total + value, 0))).toBeLessThan(1e-14);
      streams.forEach((stream, j) => {
        if (!on[j]) expect(stream.every((value) => value === 0)).toBe(true);
      });
    }
  });

  test('only the wrong classes: exactly 0 at every logit', () => {
    for (const { logits, label } of cases) {
      const { gradient } = runStreams(logits, { label, off: offBits.wrong(classes, label) });
      expect(gradient.every((value) => value === 0)).toBe(true);
    }
  });

  test('only the label: everything, the same as all of them', () => {
    for (const { logits, label } of cases) {
      const alone = runStreams(logits, { label, off: offBits.label(classes, label) });
      expect(alone.on.map((on, j) => on === (j === label))).not.toContain(false);
      expect(alone.gradient).toEqual(runStreams(logits, { label, off: 0 }).gradient);
    }
  });

  test('each term of the collapse is its product, as long as the label has a probability', () => {
    for (const { logits, label } of cases) {
      const { upstream, terms } = runCollapse(logits, label);
      const sy = terms[label].s;
      for (const { delta, s, result } of terms) {
        expect(Math.abs(result - (s - delta))).toBeLessThan(1e-15);
        if (sy < 1e-300) continue;
        expect(Math.abs(upstream * sy * (delta - s) - result)).toBeLessThan(1e-14);
      }
    }
  });
});

test('a label without a probability: the stream is −∞ and nothing arrives, the collapse stands', () => {
  const logits = [1000, 0, -1000];
  expect(runStreams(logits, { label: 1, off: 0 }).gradient).toEqual([NaN, NaN, NaN]);
  const { upstream, terms, loss } = runCollapse(logits, 1);
  expect(upstream).toBe(Number.NEGATIVE_INFINITY);
  expect(terms.map(({ result }) => result)).toEqual([1, -1, 0]);
  expect(loss).toBe(1000);
});
