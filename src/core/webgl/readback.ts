import type { Tensor } from '@tensorflow/tfjs-core';
import { type HostTensor, type Shape, sizeOf } from '../../trace/tensor.ts';
import { ContextLost } from './context.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Runner } from './runner.ts';

/** Where a texture lies in the atlas, in texels. */
interface Place extends Layout {
  readonly x: number;
  readonly y: number;
}

/**
 * Brings many tensors to the host in one go: they are copied side by side into one texture, which
 * is read by a single `readPixels`. Copies without a shader: a card has hardware for them, and where
 * it is emulated they are moves of memory.
 */
export class Readback {
  readonly #runner: Runner;
  #atlas: WebGLTexture | undefined;
  #size: Layout = { width: 0, height: 0 };
  #buffer: WebGLBuffer | undefined;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** Bytes on the GPU that the readback keeps for itself. */
  get bytes(): number {
    return this.#size.height * this.#size.width * 16;
  }

  /** Copies everything into the atlas and asks for it; the tensors may be disposed of afterwards. */
  start(tensors: readonly Tensor[]): Pending {
    const { gl } = this.#runner;
    // First of all: to ask for a texture may mean to draw it.
    const sources = tensors.map((tensor) => this.#runner.textureOf(tensor));
    const { width, height, places } = sideBySide(sources);
    const atlas = this.#reserve({ width, height });
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, atlas);
    for (const [i, { x, y, ...size }] of places.entries()) {
      this.#runner.aim(sources[i].texture);
      gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, x, y, 0, 0, size.width, size.height);
    }
    this.#runner.aim(atlas);
    this.#buffer ??= gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, width * height * 16, gl.STREAM_READ);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (!fence || !this.#buffer) throw new ContextLost('the context was lost');
    const shapes = tensors.map(({ shape }) => shape);
    return new Pending(gl, fence, this.#buffer, { width, height }, shapes, places);
  }

  /** An atlas of at least this many texels each way. */
  #reserve({ width, height }: Layout): WebGLTexture {
    const { gl } = this.#runner;
    if (this.#atlas && width <= this.#size.width && height <= this.#size.height) return this.#atlas;
    if (Math.max(width, height) > gl.getParameter(gl.MAX_TEXTURE_SIZE)) {
      throw new RangeError(`${height * width * 4} numbers are too many for one readback`);
    }
    if (this.#atlas) gl.deleteTexture(this.#atlas);
    const size = {
      width: Math.max(width, this.#size.width),
      height: Math.max(height, this.#size.height),
    };
    const atlas = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, atlas);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, size.width, size.height);
    this.#atlas = atlas;
    this.#size = size;
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
  readonly #size: Layout;
  /** Not the tensors: they may be gone when the numbers arrive. */
  readonly #shapes: readonly Shape[];
  readonly #places: readonly Place[];

  constructor(
    gl: WebGL2RenderingContext,
    fence: WebGLSync,
    buffer: WebGLBuffer,
    size: Layout,
    shapes: readonly Shape[],
    places: readonly Place[],
  ) {
    this.#gl = gl;
    this.#fence = fence;
    this.#buffer = buffer;
    this.#size = size;
    this.#shapes = shapes;
    this.#places = places;
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
    const { width, height } = this.#size;
    const all = new Float32Array(width * height * 4);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, all);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    return this.#shapes.map((shape, i) => ({
      shape,
      dtype: 'float32',
      data: rowsOf(all, width, this.#places[i]).subarray(0, sizeOf(shape)),
    }));
  }

  #signalled(): boolean {
    const status = this.#gl.clientWaitSync(this.#fence, 0, 0);
    return status === this.#gl.ALREADY_SIGNALED || status === this.#gl.CONDITION_SATISFIED;
  }
}

/** The numbers of a rectangle, row after row. */
function rowsOf(all: Float32Array, across: number, { x, y, width, height }: Place): Float32Array {
  const own = new Float32Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((y + row) * across + x);
    own.set(all.subarray(from, from + 4 * width), 4 * row * width);
  }
  return own;
}

/** Textures side by side on shelves, the highest first, on about a square; places as they came. */
function sideBySide(sizes: readonly Layout[]): Layout & { readonly places: readonly Place[] } {
  const texels = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
  const across = Math.max(layoutOf(4 * texels).width, ...sizes.map(({ width }) => width));
  const places: Place[] = [];
  let x = 0;
  let y = 0;
  let shelf = 0;
  for (const i of [...sizes.keys()].sort((a, b) => sizes[b].height - sizes[a].height)) {
    const { width, height } = sizes[i];
    if (x + width > across) {
      x = 0;
      y += shelf;
      shelf = 0;
    }
    places[i] = { width, height, x, y };
    x += width;
    shelf = Math.max(shelf, height);
  }
  return { width: across, height: y + shelf, places };
}

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
