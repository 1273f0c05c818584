import { ContextLost, WebglUnavailable } from './context.ts';

/** The stages that the device is asked for; each reads the bits that the one before it wrote. */
export type DeviceStage =
  | 'logits'
  | 'max'
  | 'shifted'
  | 'powers'
  | 'partialSums'
  | 'probabilities'
  | 'logProbabilities';

/** Precision of the shader's floats. `mediump` may be 16 bits wide, or the same as `highp`. */
export type ShaderPrecision = 'highp' | 'mediump';

export interface DeviceNumbers {
  readonly stage: DeviceStage;
  /** float32 patterns, one for each logit; one alone for `max`. */
  readonly bits: Uint32Array;
  /** The numbers that they stand for. */
  readonly values: Float32Array;
}

export interface DeviceChain {
  readonly precision: ShaderPrecision;
  /** Stages in the order of computing: without `max` and `shifted` where no shift was asked for. */
  readonly stages: readonly DeviceNumbers[];
}

/** What this device says, or why it says nothing. */
export type DeviceAnswer =
  | {
      readonly state: 'answered';
      readonly highp: DeviceChain;
      /** Only where it differs from `highp` in some bit. */
      readonly mediump?: DeviceChain;
    }
  /** There is no WebGL2, or it lacks what is needed; for good. */
  | { readonly state: 'unavailable'; readonly reason: string }
  /** The context is gone: another one may be asked. */
  | { readonly state: 'lost' };

const steps = {
  logits: 'x(i)',
  max: 'largest()',
  shifted: 'x(i) - y(0)',
  powers: 'exp(x(i))',
  partialSums: 'sumUpTo(i)',
  probabilities: 'x(i) / y(count - 1)',
  logProbabilities: 'log(x(i))',
} as const satisfies Readonly<Record<DeviceStage, string>>;

const stageNames = Object.keys(steps).filter((name): name is DeviceStage => name in steps);

const mostLogits = 1024;
/** Stands behind the numbers and must come back as it went: a dying context answers zeros. */
const canary = 0x3f80_0000; // 1

const vertexSource = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);
}`;

/**
 * Numbers travel as whole-number textures, which every WebGL2 device can draw into and which no
 * blending, packing or conversion touches: what is read back are the bits that were computed.
 */
const fragmentSource = (precision: ShaderPrecision): string => `#version 300 es
precision ${precision} float;
precision highp int;
precision highp usampler2D;
uniform usampler2D xs;
uniform usampler2D ys;
uniform int count;
uniform int stage;
out highp uint result;
float x(int i) { return uintBitsToFloat(texelFetch(xs, ivec2(i, 0), 0).r); }
float y(int i) { return uintBitsToFloat(texelFetch(ys, ivec2(i, 0), 0).r); }
float largest() {
  float best = x(0);
  for (int i = 1; i < count; i++) best = max(best, x(i));
  return best;
}
float sumUpTo(int last) {
  float sum = 0.0;
  for (int i = 0; i <= last; i++) sum += x(i);
  return sum;
}
float value(int i) {
${stageNames.map((name, i) => `  if (stage == ${i}) return ${steps[name]};`).join('\n')}
  return 0.0;
}
void main() {
  int i = int(gl_FragCoord.x);
  result = i < count ? floatBitsToUint(value(i)) : ${canary}u;
}`;

const uniforms = ['xs', 'ys', 'count', 'stage'] as const;

interface Program {
  readonly handle: WebGLProgram;
  readonly locations: readonly (WebGLUniformLocation | null)[];
}

/**
 * Asks the device itself for the stages of softmax, in a shader of its own without any library
 * between: what `exp`, + and ÷ really answer here, flushed subnormals and NaNs included. Each stage
 * is drawn by itself and read back as bits, so that no stage keeps digits for the next.
 *
 * Changes the state of the context, which should be its own.
 */
export class RawNumberShader {
  readonly #gl: WebGL2RenderingContext;
  readonly #textures = new Map<string, WebGLTexture>();
  readonly #programs = new Map<ShaderPrecision, Program>();
  #framebuffer: WebGLFramebuffer | undefined;
  #isDisposed = false;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /**
   * @param logits 1 to 1,024 numbers, rounded to float32; throws a RangeError for any other count
   * @param shift whether the largest is subtracted first
   */
  ask(logits: readonly number[], shift: boolean): DeviceAnswer {
    if (logits.length < 1 || logits.length > mostLogits) {
      throw new RangeError(`the device is asked for 1 to ${mostLogits} logits: ${logits.length}`);
    }
    if (this.#isDisposed) throw new Error('this shader was disposed of');
    try {
      const highp = this.#chain('highp', logits, shift);
      const mediump = this.#chain('mediump', logits, shift);
      return { state: 'answered', highp, mediump: isSame(highp, mediump) ? undefined : mediump };
    } catch (error) {
      if (error instanceof ContextLost || this.#gl.isContextLost()) {
        this.#release();
        return { state: 'lost' };
      }
      if (error instanceof WebglUnavailable) return { state: 'unavailable', reason: error.message };
      throw error;
    }
  }

  /** Frees what it made on the GPU; the context stays. */
  dispose(): void {
    this.#isDisposed = true;
    this.#release();
  }

  #chain(precision: ShaderPrecision, logits: readonly number[], shift: boolean): DeviceChain {
    const count = logits.length;
    this.#upload(logits);
    const stages: DeviceNumbers[] = [];
    const draw = (stage: DeviceStage, x: string, y = x) => {
      const bits = this.#draw(precision, stage, count, x, y).slice(0, stage === 'max' ? 1 : count);
      stages.push({ stage, bits, values: new Float32Array(bits.buffer) });
    };
    draw('logits', 'given');
    if (shift) {
      draw('max', 'logits');
      draw('shifted', 'logits', 'max');
    }
    draw('powers', shift ? 'shifted' : 'logits');
    draw('partialSums', 'powers');
    draw('probabilities', 'powers', 'partialSums');
    draw('logProbabilities', 'probabilities');
    return { precision, stages };
  }

  #upload(logits: readonly number[]): void {
    const gl = this.#gl;
    const bits = new Uint32Array(Float32Array.from(logits).buffer);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture('given'));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, bits.length, 1, gl.RED_INTEGER, gl.UNSIGNED_INT, bits);
  }

  /** Draws one stage into its own texture and reads it back. */
  #draw(
    precision: ShaderPrecision,
    stage: DeviceStage,
    count: number,
    x: string,
    y: string,
  ): Uint32Array {
    const gl = this.#gl;
    const { handle, locations } = this.#program(precision);
    const target = this.#texture(stage);
    this.#framebuffer ??= gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) {
      // A lost context says so too: `ask` looks at that first.
      throw new WebglUnavailable('this device cannot draw into textures of 32-bit whole numbers');
    }
    // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL's, no hook of React's
    gl.useProgram(handle);
    for (const [unit, name] of [x, y].entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, this.#texture(name));
    }
    [0, 1, count, stageNames.indexOf(stage)].forEach((setting, i) => {
      gl.uniform1i(locations[i], setting);
    });
    gl.disable(gl.SCISSOR_TEST);
    gl.viewport(0, 0, count + 1, 1);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return this.#read(count);
  }

  #read(count: number): Uint32Array {
    const gl = this.#gl;
    const texels = new Uint32Array(4 * (count + 1));
    gl.readPixels(0, 0, count + 1, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, texels);
    if (gl.isContextLost() || texels[4 * count] !== canary)
      throw new ContextLost('the context was lost');
    return Uint32Array.from({ length: count }, (_, i) => texels[4 * i]);
  }

  #texture(name: string): WebGLTexture {
    const gl = this.#gl;
    const known = this.#textures.get(name);
    if (known) return known;
    const texture = gl.createTexture();
    if (gl.isContextLost()) throw new ContextLost('the context was lost');
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R32UI, mostLogits + 1, 1);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.#textures.set(name, texture);
    return texture;
  }

  #program(precision: ShaderPrecision): Program {
    const known = this.#programs.get(precision);
    if (known) return known;
    const gl = this.#gl;
    const handle = link(gl, fragmentSource(precision));
    const locations = uniforms.map((name) => gl.getUniformLocation(handle, name));
    const program = { handle, locations };
    this.#programs.set(precision, program);
    return program;
  }

  #release(): void {
    const gl = this.#gl;
    for (const texture of this.#textures.values()) gl.deleteTexture(texture);
    for (const { handle } of this.#programs.values()) gl.deleteProgram(handle);
    gl.deleteFramebuffer(this.#framebuffer ?? null);
    this.#textures.clear();
    this.#programs.clear();
    this.#framebuffer = undefined;
  }
}

/** Asks once, on a context of its own that is given back at once. */
export function askDevice(logits: readonly number[], shift: boolean): DeviceAnswer {
  if (typeof OffscreenCanvas === 'undefined') {
    return { state: 'unavailable', reason: 'this browser has no OffscreenCanvas' };
  }
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false, depth: false });
  if (!gl) return { state: 'unavailable', reason: 'this browser gives no WebGL2 context' };
  const shader = new RawNumberShader(gl);
  try {
    return shader.ask(logits, shift);
  } finally {
    shader.dispose();
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}

function link(gl: WebGL2RenderingContext, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  const vertex = compile(gl, gl.VERTEX_SHADER, vertexSource);
  const pixel = compile(gl, gl.FRAGMENT_SHADER, fragment);
  for (const shader of [vertex, pixel]) {
    gl.attachShader(program, shader);
    gl.deleteShader(shader); // freed with the program
  }
  gl.linkProgram(program);
  const isLinked: unknown = gl.getProgramParameter(program, gl.LINK_STATUS);
  if (isLinked === true) return program;
  const log = gl.getShaderInfoLog(pixel) || gl.getProgramInfoLog(program);
  gl.deleteProgram(program);
  throw new WebglUnavailable(`the shader does not compile here: ${log}`);
}

function compile(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new ContextLost('the context was lost');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

const isSame = (a: DeviceChain, b: DeviceChain): boolean =>
  a.stages.every(({ bits }, i) => bits.every((pattern, j) => pattern === b.stages[i].bits[j]));
