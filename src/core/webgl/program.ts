import { ContextLost } from './context.ts';

/**
 * One function of a flat index on the GPU. `body` defines `float value(int i)`, the element `i`
 * of the result; inputs are read by `at(name, index)`. Shapes come as uniforms, never as text, so
 * each shader is compiled once for all shapes.
 */
export interface Shader {
  readonly inputs: readonly string[];
  /** Whole-number uniforms; `dims[6]` is an array. */
  readonly ints: readonly string[];
  readonly floats?: readonly string[];
  readonly body: string;
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
${quotient}
float at(sampler2D tensor, int i) {
  ivec2 sides = textureSize(tensor, 0);
  if (sides.y == 1) return texelFetch(tensor, ivec2(i, 0), 0).r;
  int row = quotient(i, sides.x);
  return texelFetch(tensor, ivec2(i - row * sides.x, row), 0).r;
}
// The element i of a tensor that is laid out as the result is.
float here(sampler2D tensor, int i) {
  if (textureSize(tensor, 0).x != outWidth) return at(tensor, i);
  return texelFetch(tensor, ivec2(gl_FragCoord.xy), 0).r;
}`;

function sourceOf({ inputs, ints, floats = [], body }: Shader): string {
  return `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
${inputs.map((name) => `uniform sampler2D ${name};`).join('\n')}
${ints.map((name) => `uniform int ${name};`).join('\n')}
${floats.map((name) => `uniform float ${name};`).join('\n')}
uniform int size;
uniform int outWidth;
out vec4 result;
${preamble}
${body}
void main() {
  int i = int(gl_FragCoord.y) * outWidth + int(gl_FragCoord.x);
  result = vec4(i < size ? value(i) : 0.0, 0.0, 0.0, 0.0);
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

  constructor(gl: WebGL2RenderingContext, shader: Shader, source = sourceOf(shader)) {
    this.#gl = gl;
    this.#inputs = shader.inputs;
    this.#floats = new Set(shader.floats);
    this.#program = gl.createProgram();
    this.#fragment = compile(gl, gl.FRAGMENT_SHADER, source);
    gl.attachShader(this.#program, compile(gl, gl.VERTEX_SHADER, vertexSource));
    gl.attachShader(this.#program, this.#fragment);
    gl.linkProgram(this.#program);
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
      if (typeof value !== 'number') gl.uniform1iv(location, value);
      else if (this.#floats.has(name)) gl.uniform1f(location, value);
      else gl.uniform1i(location, value);
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
