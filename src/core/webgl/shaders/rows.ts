import type { Shader } from '../program.ts';

/** Columns start … start + len − 1 of rows of `total`. */
export const sliceShader: Shader = {
  inputs: ['A'],
  ints: ['start', 'len', 'total'],
  body: `
float value(int i) {
  int row = quotient(i, len);
  return at(A, row * total + start + i - row * len);
}`,
};

/** The inverse: zeros outside of those columns. */
export const placeShader: Shader = {
  inputs: ['A'],
  ints: ['start', 'len', 'total'],
  body: `
float value(int i) {
  int row = quotient(i, total);
  int column = i - row * total - start;
  return column < 0 || column >= len ? 0.0 : at(A, row * len + column);
}`,
};

/** Where each row has its largest element: the first on a tie, a NaN wins. */
export const argMaxShader: Shader = {
  inputs: ['A'],
  ints: ['len'],
  body: `
float value(int i) {
  int winner = 0;
  float best = at(A, i * len);
  for (int j = 1; j < len; j++) {
    float candidate = at(A, i * len + j);
    if (isNan(best)) break;
    if (isNan(candidate) || candidate > best) {
      best = candidate;
      winner = j;
    }
  }
  return float(winner);
}`,
};
