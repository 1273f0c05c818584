import type { Condition, Shader } from '../program.ts';
import { addFourTerms, inBothWidths, inTexels, type Lane } from './lane.ts';

/** Four neighbours of `a` in a row are four terms of the sum. */
const aInTexels: Condition = (of) => of('innerA') === 1 && inTexels('inner')(of);

/**
 * […, m, n] = Σ_k a(row, k) · b(k, column); the strides say which side is transposed. In sums of 64
 * terms, so that rounding errors do not pile up in one long sum. And a bias for each column.
 */
function product(bias: readonly string[]): Shader {
  const plus = (read: Lane['read']) => bias.map((side) => ` + ${read(side, 'column')}`).join('');
  return {
    inputs: ['A', 'B', ...bias],
    ints: ['m', 'n', 'inner', 'rowA', 'innerA', 'innerB', 'columnB'],
    fours: (of) => of('columnB') === 1 && inTexels('n')(of),
    cases: {
      outer: (of) => of('inner') === 1,
      // Four terms of the sum are one product of texels.
      alongTheSum: (of) => aInTexels(of) && of('innerB') === 1,
      aInTexels,
      single: (of) => of('m') * of('n') === of('size'),
    },
    body: inBothWidths((lane) => {
      const { type, name, read } = lane;
      return `
${type} ${name}(int i) {
  int line = quotient(i, n);
  int matrix = single ? 0 : quotient(line, m);
  int a = matrix * m * inner + (line - matrix * m) * rowA;
  int column = i - line * n;
  int b = matrix * inner * n + column * columnB;
  ${type} total = ${type}(0.0);
  if (outer) return at(A, a) * ${read('B', 'b')}${plus(read)};
  for (int first = 0; first < inner; first += 64) {
    int last = min(first + 64, inner);
    ${type} part = ${type}(0.0);
    ${
      name === 'value'
        ? `if (alongTheSum) {
      for (int k = first; k < last; k += 4) part += dot(texel(A, a + k), texel(B, b + k));
      total += part;
      continue;
    }`
        : ''
    }
    if (aInTexels) {
      for (int k = first; k < last; k += 4) {
        vec4 terms = texel(A, a + k);
        ${addFourTerms(lane, 'part', 'terms', 'B', 'b + k * innerB', 'innerB')}
      }
    } else for (int k = first; k < last; k++) part += at(A, a + k * innerA) * ${read('B', 'b + k * innerB')};
    total += part;
  }
  return total${plus(read)};
}`;
    }),
  };
}

export const matMulShader = product([]);
export const matMulBiasShader = product(['Bias']);
