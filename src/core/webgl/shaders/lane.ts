import type { Condition } from '../program.ts';

/** One formula in two widths: for a single number, and for four neighbours of the last axis at once. */
export interface Lane {
  readonly type: 'float' | 'vec4';
  readonly mask: 'bool' | 'bvec4';
  /** The function that the shader defines. */
  readonly name: 'value' | 'four';
  /** Reads an input at a flat index. */
  readonly read: (input: string, index: string) => string;
}

const one: Lane = {
  type: 'float',
  mask: 'bool',
  name: 'value',
  read: (input, index) => `at(${input}, ${index})`,
};

const four: Lane = {
  type: 'vec4',
  mask: 'bvec4',
  name: 'four',
  read: (input, index) => `texel(${input}, ${index})`,
};

/** Both functions of a shader. The one for four numbers needs a last axis of a multiple of four. */
export const inBothWidths = (source: (lane: Lane) => string): string => source(one) + source(four);

/** Rows of so many numbers lie in whole texels. */
export const inTexels =
  (count: string): Condition =>
  (of) =>
    of(count) % 4 === 0;

/** GLSL: adds four terms to a sum, the vector `terms` times numbers of an input `step` apart. */
export const addFourTerms = (
  { read }: Lane,
  sum: string,
  terms: string,
  input: string,
  from: string,
  step: string,
): string =>
  [...'xyzw']
    .map((axis, k) => `${sum} += ${terms}.${axis} * ${read(input, `${from} + ${k} * ${step}`)};`)
    .join('\n');

/** GLSL: a comparison of x with y, in both widths. */
const comparison = (name: string, holds: string): string => `
bool ${name}(float x, float y) { return ${holds}; }
bvec4 ${name}(vec4 x, vec4 y) {
  return bvec4(${[...'xyzw'].map((axis) => `${name}(x.${axis}, y.${axis})`).join(', ')});
}`;

/** `beats(x, y)`: x takes the place of y as the largest; a NaN does, and nothing takes its place. */
export const beats = comparison('beats', '!isNan(y) && (isNan(x) || x > y)');
/** `reaches(x, y)`: the same, and x also takes the place of an equal. */
export const reaches = comparison('reaches', 'isNan(x) || (!isNan(y) && x >= y)');
/** `alike(x, y)`: equal, or both NaN. */
export const alike = comparison('alike', 'x == y || (isNan(x) && isNan(y))');
