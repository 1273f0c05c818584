import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNumber } from '../draw/number.ts';
import { judgeTyped, maybeTypedNumber } from './typed-number.ts';

const judged = (text: string, truth: number) => {
  const typed = maybeTypedNumber(text);
  return typed ? judgeTyped(typed, truth) : 'no number';
};

test.each([
  ['0.27', 0.2689, 'right'],
  ['0.269', 0.2689, 'right'],
  ['.27', 0.2689, 'right'],
  ['0,27', 0.2689, 'right'],
  ['27%', 0.2689, 'right'],
  ['0.26', 0.2689, 'wrong'],
  ['0.3', 0.2689, 'coarse'],
  ['-0.25', -0.25, 'right'],
  ['−0,25', -0.25, 'right'],
  ['+4', 4, 'right'],
  ['5', 4, 'wrong'],
  ['1/3', 1 / 3, 'right'],
  ['−1/3', -1 / 3, 'right'],
  ['1/3', 0.34, 'wrong'],
  ['1/0', 0, 'no number'],
  ['0', 0, 'right'],
  ['0', 1e-17, 'right'],
  ['0.00', 0.001, 'coarse'],
  ['3.7e-44', 3.72e-44, 'right'],
  ['3.72 × 10⁻⁴⁴', 3.72007597602084e-44, 'right'],
  ['3.72*10^-44', 3.72007597602084e-44, 'right'],
  ['0', 3.72e-44, 'right'],
  ['inf', Infinity, 'right'],
  ['∞', -Infinity, 'wrong'],
  ['nan', Number.NaN, 'right'],
  ['5', Number.NaN, 'wrong'],
  ['', 0, 'no number'],
  ['-', 0, 'no number'],
  ['two', 2, 'no number'],
  ['1.2.3', 1.2, 'no number'],
])('%s for %d is %s', (text, truth, verdict) => {
  expect(judged(text, truth)).toBe(verdict);
});

test('what a figure prints with two digits or more counts as right', () => {
  const sizes = fc.double({ min: 1e-40, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(sizes, fc.boolean(), fc.integer({ min: 2, max: 6 }), (size, negative, digits) => {
      const truth = negative ? -size : size;
      expect(['right', 'coarse']).toContain(judged(formatNumber(truth, { digits }), truth));
    }),
    { seed: 51, numRuns: 500 },
  );
});
