import type { Tensor } from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../trace/tensor.ts';
import { ContextLost } from './context.ts';
import { placing, texelPlace } from './layout.ts';
import { Program } from './program.ts';
import type { Runner } from './runner.ts';

const most = 15; // WebGL2 promises 16 textures to a fragment shader
const width = 256; // texels of four floats

interface Group {
  readonly tensors: readonly Tensor[];
  /** First texel of each tensor within the group, and where the group ends. */
  readonly starts: readonly number[];
  /** First row of the group in the atlas. */
  readonly top: number;
  readonly rows: number;
}

/**
 * Brings many tensors to the host in one go: they are copied side by side into one texture of four
 * floats a texel (a draw for every fifteen tensors), which is read by a single `readPixels`.
 */
export class Readback {
  readonly #runner: Runner;
  readonly #program: Program;
  #atlas: WebGLTexture | undefined;
  #height = 0;
  #buffer: WebGLBuffer | undefined;

  constructor(runner: Runner) {
    this.#runner = runner;
    this.#program = new Program(
      runner.gl,
      { inputs: names, ints: [], floats: ['placings[0]'], body: '' },
      packSource,
    );
  }

  /** Bytes on the GPU that the readback keeps for itself. */
  get bytes(): number {
    return this.#height * width * 16;
  }

  /** Draws everything into the atlas and asks for it; the tensors may be disposed of afterwards. */
  start(tensors: readonly Tensor[]): Pending {
    const groups = grouped(tensors);
    const last = groups[groups.length - 1];
    const height = last.top + last.rows;
    const atlas = this.#reserve(height);
    for (const group of groups) this.#pack(atlas, group);
    return this.#request(groups, height);
  }

  #pack(atlas: WebGLTexture, group: Group): void {
    const { tensors, starts, top, rows } = group;
    const sources = tensors.map((tensor) => this.#runner.textureOf(tensor));
    const textures = sources.map(({ texture }) => texture);
    const first = textures[0];
    while (textures.length < most) textures.push(first); // an unbound unit would be a warning
    const end = starts[starts.length - 1];
    const padded = [...starts, ...new Array<number>(most + 1 - starts.length).fill(end)];
    const placings = sources.flatMap(placing);
    while (placings.length < 2 * most) placings.push(1);
    this.#program.use(textures, { top, 'starts[0]': padded, 'placings[0]': placings });
    this.#runner.draw(atlas, top, width, rows);
  }

  #request(groups: readonly Group[], height: number): Pending {
    const { gl } = this.#runner;
    const floats = height * width * 4;
    this.#buffer ??= gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, floats * 4, gl.STREAM_READ);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (!fence || !this.#buffer) throw new ContextLost('the context was lost');
    return new Pending(gl, fence, this.#buffer, floats, groups);
  }

  /** An atlas of at least this many rows. */
  #reserve(height: number): WebGLTexture {
    const { gl } = this.#runner;
    if (this.#atlas && height <= this.#height) return this.#atlas;
    if (height > gl.getParameter(gl.MAX_TEXTURE_SIZE)) {
      throw new RangeError(`${height * width * 4} numbers are too many for one readback`);
    }
    if (this.#atlas) gl.deleteTexture(this.#atlas);
    const atlas = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, atlas);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.#atlas = atlas;
    this.#height = height;
    return atlas;
  }
}

/** Milliseconds in which the fence is asked again and again, without a rest between. */
const impatience = 2;

/** By way of another task: timers that start each other are kept 4 ms apart by browsers. */
const rest = async (): Promise<void> => {
  await nextTask();
  await new Promise((resolve) => setTimeout(resolve, 1));
};

/** Numbers on their way from the GPU. */
export class Pending {
  readonly #gl: WebGL2RenderingContext;
  readonly #fence: WebGLSync;
  readonly #buffer: WebGLBuffer;
  readonly #floats: number;
  readonly #places: readonly { readonly shape: readonly number[]; readonly from: number }[];

  constructor(
    gl: WebGL2RenderingContext,
    fence: WebGLSync,
    buffer: WebGLBuffer,
    floats: number,
    groups: readonly Group[],
  ) {
    this.#gl = gl;
    this.#fence = fence;
    this.#buffer = buffer;
    this.#floats = floats;
    // Shapes are taken down now: the tensors may be gone when the numbers arrive.
    this.#places = groups.flatMap(({ tensors, starts, top }) =>
      tensors.map(({ shape }, i) => ({ shape, from: (top * width + starts[i]) * 4 })),
    );
  }

  /** In the order they were given. Throws a `ContextLost` when nothing comes within `limit` ms. */
  async arrived(limit: number): Promise<HostTensor[]> {
    const gl = this.#gl;
    const start = performance.now();
    const end = start + limit;
    try {
      while (!this.#signalled()) {
        if (gl.isContextLost()) throw new ContextLost('the context was lost');
        if (performance.now() > end) {
          throw new ContextLost(`the GPU did not answer within ${limit / 1000} s`);
        }
        // A graphics card answers at once; one that is emulated needs the processor for itself.
        await (performance.now() < start + impatience ? nextTask() : rest());
      }
    } finally {
      gl.deleteSync(this.#fence);
    }
    const all = new Float32Array(this.#floats);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, all);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    return this.#places.map(({ shape, from }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      return { shape, dtype: 'float32', data: all.subarray(from, from + size) };
    });
  }

  #signalled(): boolean {
    const status = this.#gl.clientWaitSync(this.#fence, 0, 0);
    return status === this.#gl.ALREADY_SIGNALED || status === this.#gl.CONDITION_SATISFIED;
  }
}

/** Tensors start at whole texels, groups at whole rows. */
function grouped(tensors: readonly Tensor[]): Group[] {
  const groups: Group[] = [];
  let top = 0;
  for (let from = 0; from < tensors.length; from += most) {
    const part = tensors.slice(from, from + most);
    const starts = [0];
    for (const { size } of part) starts.push(starts[starts.length - 1] + Math.ceil(size / 4));
    const rows = Math.max(1, Math.ceil(starts[starts.length - 1] / width));
    groups.push({ tensors: part, starts, top, rows });
    top += rows;
  }
  return groups;
}

const names = Array.from({ length: most }, (_, i) => `T${i}`);

/** Samplers cannot be chosen by a computed index, so each has its own line. */
const packSource = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
${names.map((name) => `uniform sampler2D ${name};`).join('\n')}
uniform int starts[${most + 1}];
uniform float placings[${2 * most}];
uniform int top;
out vec4 result;
${texelPlace}
void main() {
  int t = (int(gl_FragCoord.y) - top) * ${width} + int(gl_FragCoord.x);
  result = vec4(0.0);
${names
  .map(
    (name, i) =>
      `  ${i === 0 ? '' : 'else '}if (t < starts[${i + 1}]) result = texelFetch(${name}, texelPlace(4 * (t - starts[${i}]), placings[${2 * i}], placings[${2 * i + 1}]), 0);`,
  )
  .join('\n')}
}`;

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** A task later, without the 4 ms that browsers add to repeated timers. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });
}
