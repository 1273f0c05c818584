import type { BinaryName, UnaryName } from '../../ops.ts';
import type { Shader } from '../program.ts';

const unary = (expression: string): Shader => ({
  inputs: ['A'],
  ints: [],
  body: `float value(int i) { float x = here(A, i); ${expression} }`,
});

/** The hardware's exp and log, with the borders that GLSL leaves open drawn as IEEE 754 has them. */
export const unaryShaders: Readonly<Record<UnaryName, Shader>> = {
  exp: unary(`
    if (isNan(x)) return x;
    if (x > 88.72284) return INF;
    if (x < -103.97208) return 0.0;
    return exp(x);`),
  log: unary(`
    if (isNan(x) || isZero(x)) return isNan(x) ? x : -INF;
    if (isNegative(x)) return NOT_A_NUMBER;
    if (isInf(x)) return x;
    // Below 2^-126 the hardware may read 0: the bits are a multiple of 2^-149.
    uint bits = floatBitsToUint(x);
    return bits < 0x800000u ? log(float(bits)) - 103.27893 : log(x);`),
  relu: unary('return isNan(x) ? x : (x > 0.0 ? x : 0.0);'),
  step: unary('return !isNan(x) && x > 0.0 ? 1.0 : 0.0;'),
};

/**
 * Up to six axes, outermost first; a stride of 0 repeats. `same` is 1 where both sides already
 * have the result's shape.
 */
const broadcast = `
int offset(int i, int strides[6]) {
  int from = 0;
  for (int axis = 5; axis >= 0; axis--) {
    if (dims[axis] == 1) continue;
    int outer = quotient(i, dims[axis]);
    from += (i - outer * dims[axis]) * strides[axis];
    i = outer;
  }
  return from;
}`;

const binary = (expression: string): Shader => ({
  inputs: ['A', 'B'],
  ints: ['same', 'dims[6]', 'stridesA[6]', 'stridesB[6]'],
  body: `${broadcast}
float value(int i) {
  float x = same == 1 ? here(A, i) : at(A, offset(i, stridesA));
  float y = same == 1 ? here(B, i) : at(B, offset(i, stridesB));
  ${expression}
}`,
});

export const binaryShaders: Readonly<Record<BinaryName, Shader>> = {
  add: binary('return x + y;'),
  subtract: binary('return x - y;'),
  multiply: binary('return x * y;'),
  // GPUs differ at the borders, and tfjs says that x / x is 1, whatever x is.
  divide: binary(`
  if (isNan(x) || isNan(y)) return NOT_A_NUMBER;
  float s = isNegative(x) != isNegative(y) ? -1.0 : 1.0;
  if (isInf(x)) return isInf(y) ? NOT_A_NUMBER : s * INF;
  if (isInf(y)) return s * 0.0;
  if (isZero(y)) return isZero(x) ? NOT_A_NUMBER : s * INF;
  return x / y;`),
};

export const scaleShader: Shader = {
  inputs: ['A'],
  ints: [],
  floats: ['factor'],
  body: 'float value(int i) { return here(A, i) * factor; }',
};

export const broadcastShader: Shader = {
  inputs: ['A'],
  ints: ['dims[6]', 'stridesA[6]'],
  body: `${broadcast}
float value(int i) { return at(A, offset(i, stridesA)); }`,
};

export const oneHotShader: Shader = {
  inputs: ['A'],
  ints: ['classes'],
  body: `
float value(int i) {
  int n = quotient(i, classes);
  return int(at(A, n)) == i - n * classes ? 1.0 : 0.0;
}`,
};
