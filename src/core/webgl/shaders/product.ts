import type { Shader } from '../program.ts';

/** […, m, n] = Σ_k a(row, k) · b(k, column); the strides say which side is transposed. */
export const matMulShader: Shader = {
  inputs: ['A', 'B'],
  ints: ['m', 'n', 'inner', 'rowA', 'innerA', 'innerB', 'columnB'],
  body: `
float value(int i) {
  int line = quotient(i, n);
  int matrix = quotient(line, m);
  int a = matrix * m * inner + (line - matrix * m) * rowA;
  int b = matrix * inner * n + (i - line * n) * columnB;
  float total = 0.0;
  // Sums of 64, so that rounding errors do not pile up in one long sum.
  for (int first = 0; first < inner; first += 64) {
    int last = min(first + 64, inner);
    float part = 0.0;
    for (int k = first; k < last; k++) part += at(A, a + k * innerA) * at(B, b + k * innerB);
    total += part;
  }
  return total;
}`,
};
