import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { engine, type Tensor } from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../trace/tensor.ts';
import type { GpuUsage } from '../protocol.ts';
import { createBackend, disposeBackend } from './backend.ts';
import { ContextLost, createGpuContext, type GpuContext } from './context.ts';
import { WebglOps } from './ops.ts';
import { type Pending, Readback } from './readback.ts';
import { UploadedWeights } from './weights.ts';

const compileLimit = 15_000; // ms

/**
 * One graphics context and all that lives and dies with it: tfjs' backend, shaders, uploaded
 * weights. When the context is lost it is thrown away whole, and another is made.
 */
export class Device {
  readonly context: GpuContext;
  readonly weights: UploadedWeights;
  readonly #backend: MathBackendWebGL;
  readonly #ops: WebglOps;
  readonly #readback: Readback;
  #seal = 0;
  /** The first run compiles shaders. */
  #warm = false;

  private constructor(context: GpuContext, backend: MathBackendWebGL) {
    this.context = context;
    this.#backend = backend;
    this.#ops = new WebglOps(backend, context.gl);
    this.#readback = new Readback(this.#ops.runner);
    this.weights = new UploadedWeights(this.#ops);
  }

  static async create(onLost: (device: Device) => void): Promise<Device> {
    let device: Device | undefined;
    const context = createGpuContext(() => device && onLost(device));
    device = new Device(context, await createBackend(context));
    return device;
  }

  /**
   * Runs something on the GPU and brings what it made to the host, in one read. Throws a
   * `ContextLost` when the answer cannot be trusted: the context gone, no answer within `limit` ms,
   * or a seal, which goes through upload, shader and readback like everything else, broken.
   */
  async run(
    work: (ops: WebglOps) => readonly Tensor[],
    limit: number,
  ): Promise<readonly HostTensor[]> {
    if (this.context.isLost()) throw new ContextLost('the context was lost');
    this.#seal = (this.#seal % 1_000_000) + 1;
    const seal = this.#seal;
    const pending = this.#start(seal, work);
    const [stamp, ...rest] = await pending.arrived(this.#warm ? limit : limit + compileLimit);
    this.#warm = true;
    const doubled = rest.pop();
    if (this.context.isLost()) throw new ContextLost('the context was lost');
    if (stamp.data[0] !== seal || doubled?.data[0] !== 2 * seal) {
      throw new ContextLost('the GPU answered with other numbers than it was given');
    }
    return rest;
  }

  /** Every tensor made on the way is given back before anything is awaited. */
  #start(seal: number, work: (ops: WebglOps) => readonly Tensor[]): Pending {
    engine().startScope();
    this.#ops.runner.begin();
    try {
      const stamp = this.#ops.upload({ shape: [1], dtype: 'float32', data: [seal] });
      const made = work(this.#ops);
      const doubled = this.#ops.scale(stamp, 2);
      return this.#readback.start([stamp, ...made, doubled]);
    } finally {
      engine().endScope();
    }
  }

  usage(): GpuUsage {
    return {
      draws: this.context.draws(),
      tensors: engine().memory().numTensors,
      bytes: this.#backend.memory().numBytesInGPU + this.#readback.bytes,
    };
  }

  dispose(): void {
    this.weights.dispose();
    disposeBackend(this.#backend);
    // A context that nobody needs goes at once, not when the garbage is collected.
    if (!this.context.isLost()) this.context.lose();
  }
}
