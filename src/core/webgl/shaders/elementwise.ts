import type { BinaryName, UnaryName } from '../../ops.ts';
import { always, type Shader } from '../program.ts';

/** What `float f(float x)` does to every number. */
export const elementwise = (f: string): Shader => ({
  inputs: ['A'],
  ints: [],
  fours: always,
  body: `${f}
vec4 four(int i) {
  vec4 x = texel(A, i);
  return vec4(f(x.x), f(x.y), f(x.z), f(x.w));
}`,
});

const stepAt = 'return !isNan(x) && x > 0.0 ? 1.0 : 0.0;';

const unary = (expression: string): Shader => elementwise(`float f(float x) { ${expression} }`);

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
  step: unary(stepAt),
};

/** Up to six axes, outermost first; a stride of 0 repeats. */
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

/** Texels repeat whole where the period is a multiple of four, or all there is. */
const repeats = (period: number, size: number): boolean =>
  period === size || (period > 0 && period % 4 === 0);

/** A side that the result repeats as a whole has a period, its size; else 0. */
const binary = (expression: string): Shader => ({
  inputs: ['A', 'B'],
  ints: ['periodA', 'periodB', 'dims[6]', 'stridesA[6]', 'stridesB[6]'],
  fours: (of) => repeats(of('periodA'), of('size')) && repeats(of('periodB'), of('size')),
  cases: {
    wholeA: (of) => of('periodA') === of('size'),
    wholeB: (of) => of('periodB') === of('size'),
  },
  body: `${broadcast}
float f(float x, float y) { ${expression} }
float value(int i) { return f(at(A, offset(i, stridesA)), at(B, offset(i, stridesB))); }
vec4 four(int i) {
  vec4 x = texel(A, wholeA ? i : i - quotient(i, periodA) * periodA);
  vec4 y = texel(B, wholeB ? i : i - quotient(i, periodB) * periodB);
  return vec4(f(x.x, y.x), f(x.y, y.y), f(x.z, y.z), f(x.w, y.w));
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

/** a · step(x), to the NaN the same as one after the other. */
export const gateShader: Shader = {
  inputs: ['A', 'X'],
  ints: [],
  fours: always,
  body: `
float f(float x) { ${stepAt} }
vec4 four(int i) {
  vec4 x = texel(X, i);
  return texel(A, i) * vec4(f(x.x), f(x.y), f(x.z), f(x.w));
}`,
};

export const scaleShader: Shader = {
  inputs: ['A'],
  ints: [],
  floats: ['factor'],
  fours: always,
  body: 'vec4 four(int i) { return texel(A, i) * factor; }',
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
