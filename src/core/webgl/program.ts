import { ContextLost } from './context.ts';
import { texelPlace } from './layout.ts';

/**
 * One function of a flat index on the GPU. Each fragment computes four neighbours of the result,
 * i … i + 3 with i a multiple of 4. `body` defines `float value(int i)`, one element, and where it
 * pays `vec4 four(int i)`, all of them at once. Inputs are read by `at(name, index)`, one number, or
 * `texel(name, index)`, the four that begin at a multiple of 4. Shapes come as uniforms, never as
 * text, so each shader is compiled once for all shapes; once more for each answer to a condition,
 * since a GPU that is emulated runs through both sides of every question.
 */
export interface Shader {
  readonly inputs: readonly string[];
  /** Whole-number uniforms; `dims[6]` is an array. */
  readonly ints: readonly string[];
  readonly floats?: readonly string[];
  readonly body: string;
  /** When `four` is called, and not `value` for each by itself. */
  readonly fours?: Condition;
  /** What the text asks for by name: there each is a constant. */
  readonly cases?: Readonly<Record<string, Condition>>;
  /** Makes a second result on the way: `value` and `four` leave it in `besideOne` and `besideFour`. */
  readonly pair?: true;
}

/** Whether something holds of an operation's numbers: its uniforms by name, and `size`. */
export type Condition = (of: (name: string) => number) => boolean;

/** Of shaders that compute four numbers at once whatever the shapes: they have no `value`. */
export const always: Condition = () => true;

/** The conditions that hold, `fours` among them. */
export type Variant = ReadonlySet<string>;

/** The variant of a shader for an operation of so many numbers. */
export function variantOf(
  { fours, cases = {} }: Shader,
  uniforms: Uniforms,
  size: number,
): Variant {
  const of = (name: string) => Number(name === 'size' ? size : uniforms[name]);
  const holding = Object.keys(cases).filter((name) => cases[name](of));
  return new Set(fours?.(of) ? [...holding, 'fours'] : holding);
}

export type Uniforms = Readonly<Record<string, number | readonly number[]>>;

const vertexSource = `#version 300 es
void main() {
  // One triangle that covers everything.
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);
}`;

/**
 * ⌊i / d⌋ for i ≥ 0 and d > 0. GPUs have no whole-number division, and emulate it by some thirty
 * instructions (in software: one number after the other). The float quotient is a few units off at
 * most; what is left is divided again, and the last step is exact.
 */
export const quotient = `
int quotient(int i, int d) {
  int q = int(float(i) / float(d));
  q += int(floor(float(i - q * d) / float(d)));
  int rest = i - q * d;
  return rest < 0 ? q - 1 : rest >= d ? q + 1 : q;
}`;

/** Bit patterns decide what is NaN or infinite: comparisons may be optimised away. */
const preamble = `
const float INF = uintBitsToFloat(0x7f800000u);
const float NOT_A_NUMBER = uintBitsToFloat(0x7fc00000u);
bool isNan(float x) { return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u; }
bool isInf(float x) { return (floatBitsToUint(x) & 0x7fffffffu) == 0x7f800000u; }
bool isZero(float x) { return (floatBitsToUint(x) & 0x7fffffffu) == 0u; }
bool isNegative(float x) { return (floatBitsToUint(x) & 0x80000000u) != 0u; }
${quotient}${texelPlace}`;

/** Numbers behind the end of a tensor, up to a whole texel, may be anything. */
const readersOf = (name: string): string => `
uniform sampler2D ${name};
uniform float ${name}Placing[2];
vec4 texel${name}(int i) { return texelFetch(${name}, texelPlace(i, ${name}Placing[0], ${name}Placing[1]), 0); }
float at${name}(int i) {
  vec4 four = texel${name}(i);
  int k = i & 3;
  return k < 2 ? (k == 0 ? four.x : four.y) : (k == 2 ? four.z : four.w);
}`;

/** The uniform that holds the `placing` of an input's texture. */
export const placingOf = (input: string): string => `${input}Placing[0]`;

const resultOf = (fours: boolean, pair: boolean): string =>
  fours
    ? `found = four(i);${pair ? ' also = besideFour;' : ''}`
    : `for (int k = 0; k < 4 && i + k < size; k++) {
      found[k] = value(i + k);${pair ? ' also[k] = besideOne;' : ''}
    }`;

function sourceOf(shader: Shader, variant: Variant): string {
  const { inputs, ints, floats = [], body, cases = {}, pair = false } = shader;
  return `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
${ints.map((name) => `uniform int ${name};`).join('\n')}
${floats.map((name) => `uniform float ${name};`).join('\n')}
uniform int size;
uniform int resultWidth;
layout(location = 0) out vec4 result;
${pair ? 'layout(location = 1) out vec4 beside;\nfloat besideOne;\nvec4 besideFour;' : ''}
${Object.keys(cases)
  .map((name) => `const bool ${name} = ${variant.has(name)};`)
  .join('\n')}
${preamble}
${inputs.map(readersOf).join('')}
${body.replace(/\b(at|texel)\((\w+), /g, '$1$2(')}
void main() {
  int i = 4 * (int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x));
  vec4 found = vec4(0.0);
  ${pair ? 'vec4 also = vec4(0.0);' : ''}
  if (i < size) {
    ${resultOf(variant.has('fours'), pair)}
  }
  result = found;
  ${pair ? 'beside = also;' : ''}
}`;
}

/** Compiles a fragment shader without waiting for it: the driver may work on many at once. */
export class Program {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #fragment: WebGLShader;
  readonly #floats: ReadonlySet<string>;
  readonly #inputs: readonly string[];
  #locations: Map<string, WebGLUniformLocation | null> | undefined;

  constructor(gl: WebGL2RenderingContext, shader: Shader, variant: Variant) {
    this.#gl = gl;
    this.#inputs = shader.inputs;
    this.#floats = new Set([...(shader.floats ?? []), ...shader.inputs.map(placingOf)]);
    this.#program = gl.createProgram();
    this.#fragment = compile(gl, gl.FRAGMENT_SHADER, sourceOf(shader, variant));
    gl.attachShader(this.#program, compile(gl, gl.VERTEX_SHADER, vertexSource));
    gl.attachShader(this.#program, this.#fragment);
    gl.linkProgram(this.#program);
  }

  get inputs(): readonly string[] {
    return this.#inputs;
  }

  /** Makes it the current one, its inputs bound to texture units 0, 1, … */
  use(textures: readonly WebGLTexture[], uniforms: Uniforms): void {
    const gl = this.#gl;
    // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL's, no hook of React's
    gl.useProgram(this.#program);
    const locations = this.#locations ?? this.#link();
    for (let unit = 0; unit < textures.length; unit++) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, textures[unit]);
    }
    for (const [name, value] of Object.entries(uniforms)) {
      const location = this.#location(locations, name);
      const list = typeof value === 'number' ? [value] : value;
      if (this.#floats.has(name)) gl.uniform1fv(location, list);
      else gl.uniform1iv(location, list);
    }
  }

  #link(): Map<string, WebGLUniformLocation | null> {
    const gl = this.#gl;
    if (!gl.getProgramParameter(this.#program, gl.LINK_STATUS)) {
      if (gl.isContextLost()) throw new ContextLost('the context was lost');
      const log = gl.getShaderInfoLog(this.#fragment) || gl.getProgramInfoLog(this.#program);
      throw new Error(`a shader does not compile: ${log}`);
    }
    this.#inputs.forEach((name, unit) => {
      gl.uniform1i(gl.getUniformLocation(this.#program, name), unit);
    });
    this.#locations = new Map();
    return this.#locations;
  }

  #location(
    known: Map<string, WebGLUniformLocation | null>,
    name: string,
  ): WebGLUniformLocation | null {
    const found = known.get(name);
    if (found !== undefined) return found;
    const location = this.#gl.getUniformLocation(this.#program, name);
    known.set(name, location);
    return location;
  }
}

function compile(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  // A lost context makes nothing.
  if (!shader) throw new ContextLost('the context was lost');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}
