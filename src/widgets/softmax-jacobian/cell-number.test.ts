import { expect, test } from 'vitest';
import { inCell, share } from './cell-number.ts';

test.each([
  [0.17776, 3, '+0.178'],
  [-0.0324, 3, '−0.032'],
  [-0.0004, 3, '−10⁻⁴'],
  [-5.9e-25, 2, '−10⁻²⁵'],
  [0, 3, '0'],
  [-0, 3, '0'],
  [-185.7, 3, '−186'],
  [Number.NaN, 3, 'NaN'],
  [Number.NEGATIVE_INFINITY, 3, '−∞'],
])('%d fits a cell with %d decimals as %s', (value, decimals, text) => {
  expect(inCell(value, decimals)).toBe(text);
});

test('a probability has no sign, and is 0 only when it is', () => {
  expect([1, 0.2312, 1.9e-22, 0].map(share)).toEqual(['1.000', '0.231', '10⁻²²', '0']);
});
