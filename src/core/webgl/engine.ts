import type { HostTensor } from '../../trace/tensor.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Engine, RecordRequest } from '../engine.ts';
import { HostOps } from '../host/ops.ts';
import { borderCases, departures } from '../ieee.ts';
import type { GpuUsage } from '../protocol.ts';
import { planRequest, type Recording, startRecording } from '../record.ts';
import { ContextLost } from './context.ts';
import { Device } from './device.ts';
import type { GpuHandle, WebglOps } from './ops.ts';

export interface WebglNews {
  /** The context was lost; a new one is being made. */
  recovering(reason: string): void;
  /** Work goes on, `ms` milliseconds later. */
  recovered(ms: number, device: string): void;
}

type Work = (ops: WebglOps) => readonly GpuHandle[];

const readLimit = 3000; // ms, and more for large batches

const silent: WebglNews = { recovering() {}, recovered() {} };

/** The engine on the graphics hardware. A lost context costs time, never a wrong number. */
export class WebglEngine implements Engine {
  readonly name = 'webgl';
  readonly #news: WebglNews;
  #device: Device;
  #earlierDraws = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #disposed = false;

  private constructor(device: Device, news: WebglNews) {
    this.#device = device;
    this.#news = news;
  }

  /** Throws a `WebglUnavailable` where there is no WebGL2 that can compute in 32 bits. */
  static async create(news: WebglNews = silent): Promise<WebglEngine> {
    const made: { engine?: WebglEngine } = {};
    const device = await Device.create((lost) => {
      if (made.engine) made.engine.#onLost(lost);
    });
    made.engine = new WebglEngine(device, news);
    return made.engine;
  }

  get device(): string {
    return this.#device.context.device;
  }

  usage(): GpuUsage {
    const now = this.#device.usage();
    return { ...now, draws: now.draws + this.#earlierDraws };
  }

  async record(request: RecordRequest): Promise<Trace> {
    const plan = planRequest(request);
    const ids = plan.graph.params.map((param) => param.id);
    let recording: Recording<GpuHandle> | undefined;
    const tensors = await this.run(
      (ops) => {
        const params = this.#device.weights.get(request.params, ids);
        const inputs = new Map(
          plan.graph.inputs.map(({ id }) => [id, ops.upload(request.inputs[id])]),
        );
        recording = startRecording(ops, 'webgl', plan, params, inputs, request);
        return recording.handles;
      },
      readLimit + 250 * plan.batch,
    );
    if (!recording) throw new Error('nothing was recorded');
    return recording.assemble(tensors);
  }

  /**
   * Any work on the operations; what it returns is read back, within `limit` milliseconds. One
   * after the other; after a lost context it is done again, once, on a new one.
   */
  run(work: Work, limit = readLimit): Promise<readonly HostTensor[]> {
    const done = this.#turn.then(() => this.#attempt(work, limit));
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Weights that will not come again make room. */
  forget(weights: RecordRequest['params']): void {
    this.#device.weights.drop(weights);
  }

  /** Where this device departs from IEEE 754, in words. */
  async departures(): Promise<readonly string[]> {
    const names: string[] = [];
    const answers = await this.run((ops) => {
      const cases = borderCases(ops);
      names.splice(0, names.length, ...cases.keys());
      return [...cases.values()];
    });
    const truth = [...borderCases(new HostOps('float32')).values()];
    return departures(
      names,
      answers,
      truth.map(({ shape, data }) => ({ shape, dtype: 'float32', data })),
    );
  }

  /** Takes the context away, as a driver does now and then. */
  loseContext(): void {
    this.#device.context.lose();
  }

  dispose(): void {
    this.#disposed = true;
    this.#device.dispose();
  }

  /** Lost while nothing runs: the next request should not have to wait for the new one. */
  #onLost(device: Device): void {
    if (this.#disposed || device !== this.#device) return;
    // Whoever asks next is told if it does not work out.
    this.run(() => []).catch(() => {});
  }

  async #attempt(work: Work, limit: number): Promise<readonly HostTensor[]> {
    try {
      return await this.#device.run(work, limit);
    } catch (error) {
      // A lost context makes calls fail in many ways: ask it, whatever was thrown.
      if (!(error instanceof ContextLost) && !this.#device.context.isLost()) throw error;
      const start = performance.now();
      this.#news.recovering(error instanceof Error ? error.message : String(error));
      const before = this.#device;
      before.dispose();
      this.#device = await Device.create((lost) => this.#onLost(lost));
      this.#earlierDraws += before.context.draws();
      const answer = await this.#device.run(work, limit);
      this.#news.recovered(performance.now() - start, this.device);
      return answer;
    }
  }
}
