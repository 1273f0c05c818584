import { expect, it } from 'vitest';
import { formats } from '../../core/number/format.ts';
import { spell } from './spelling.ts';

it.each([
  [1, 'Exponent 127 − 127: 1 × 2⁰ = 1.', '1'],
  [-0.5, 'Exponent 126 − 127: −1 × 2⁻¹ = −0.5.', '-0.5'],
  [0, 'Every bit of exponent and fraction is 0: zero.', '0'],
  [Number.POSITIVE_INFINITY, 'The exponent is all ones and the fraction 0: ∞.', 'Infinity'],
  [Number.NaN, 'The exponent is all ones and the fraction is not 0: NaN, not a number.', 'NaN'],
])('float32 %d is spelled in words', (value, words, printed) => {
  expect(spell(formats.float32, value)).toMatchObject({ words, printed });
});

it('a subnormal is a whole number of smallest steps: e^−100 is 27 of them', () => {
  const spelling = spell(formats.float32, 27 * 2 ** -149);
  expect(spelling.words).toContain('27 × 2⁻¹⁴⁹ = 3.784 × 10⁻⁴⁴. Only 5 of 24 digits are left');
  expect(spelling.bits.exponent).toBe('00000000');
  expect(spelling.bits.fraction.endsWith('11011')).toBe(true);
});
