import type { DifferenceRun } from '../finite-differences.ts';
import { HostOps } from '../host/ops.ts';
import type { WebglEngine } from '../webgl/engine.ts';
import { finders, type Tools } from './find.ts';
import type {
  Answer,
  Findings,
  Inquiry,
  InquiryKind,
  InquiryOf,
  InquiryOrder,
  InquiryReport,
  Progress,
} from './inquiry.ts';

type LoadWebgl = () => Promise<typeof import('../webgl/engine.ts')>;

/** Samples in a batch. On the host about 15 ms of work; on a GPU what is worth one read-back. */
const hostBatch = 32;
const webglBatch = 112;
/** A batch, its shaders compiled or its context made anew on the way. In ms. */
const webglLimit = 20_000;
const progressEvery = 50; // ms

/** Which engine, and in which portions. */
type Setting = Pick<Tools, 'run' | 'precision' | 'samplesAtOnce'>;

class Cancelled extends Error {}

/**
 * Takes inquiries and reports what it finds: the whole of a worker but for its thread, so that a
 * page without workers can hold one itself. One after the other; between two batches messages are
 * listened to, so that a cancel waits for one batch at most.
 */
export class InquiryDesk {
  readonly #send: (report: InquiryReport) => void;
  readonly #loadWebgl: LoadWebgl | undefined;
  readonly #host = new HostOps('float64');
  readonly #cancelled = new Set<number>();
  readonly #open = new Set<number>();
  #webgl: Promise<WebglEngine> | undefined;
  #queue: Promise<void> = Promise.resolve();

  /** @param loadWebgl brings the WebGL engine's code; without it there is only the host */
  constructor(send: (report: InquiryReport) => void, loadWebgl?: LoadWebgl) {
    this.#send = send;
    this.#loadWebgl = loadWebgl;
  }

  take(order: InquiryOrder): void {
    switch (order.type) {
      case 'cancel':
        if (this.#open.has(order.id)) this.#cancelled.add(order.id);
        return;
      case 'lose-context':
        this.#webgl?.then((engine) => engine.loseContext()).catch(() => {});
        return;
      case 'ask':
        this.#open.add(order.id);
        this.#queue = this.#queue.then(() => this.#answer(order));
    }
  }

  dispose(): void {
    for (const id of this.#open) this.#cancelled.add(id);
    this.#webgl?.then((engine) => engine.dispose()).catch(() => {});
    this.#webgl = undefined;
  }

  async #answer({ id, driver, inquiry }: InquiryOrder & { type: 'ask' }): Promise<void> {
    try {
      this.#check(id);
      const answer =
        driver === 'webgl'
          ? await this.#onWebgl(id, inquiry)
          : await this.#work(id, inquiry, 'host64', this.#hostTools());
      this.#send({ type: 'answered', id, kind: inquiry.kind, answer });
    } catch (error) {
      if (error instanceof Cancelled) this.#send({ type: 'cancelled', id });
      else this.#send({ type: 'failed', id, message: messageOf(error) });
    } finally {
      this.#open.delete(id);
      this.#cancelled.delete(id);
    }
  }

  /** On the GPU, or on the host if that fails for good; the answer says why. */
  async #onWebgl(id: number, inquiry: Inquiry): Promise<Answer<InquiryKind>> {
    try {
      const engine = await this.#engine();
      const run: DifferenceRun = (work) => engine.run((ops) => work(ops), webglLimit);
      const tools = { run, precision: 'float32', samplesAtOnce: webglBatch } as const;
      return await this.#work(id, inquiry, 'webgl', tools);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.#webgl?.then((engine) => engine.dispose()).catch(() => {});
      this.#webgl = undefined;
      // If the inquiry itself is wrong, the host says so too.
      const answer = await this.#work(id, inquiry, 'host64', this.#hostTools());
      return { ...answer, instead: messageOf(error) };
    }
  }

  #engine(): Promise<WebglEngine> {
    const load = this.#loadWebgl;
    if (!load) return Promise.reject(new Error('the page itself computes on the host only'));
    this.#webgl ??= load().then(({ WebglEngine }) => WebglEngine.create());
    return this.#webgl;
  }

  readonly #onHost: DifferenceRun = (work) => {
    try {
      return work(this.#host).map(({ shape, data }) => ({
        shape,
        dtype: 'float64',
        data: data.slice(),
      }));
    } finally {
      this.#host.reset();
    }
  };

  #hostTools(): Setting {
    return { run: this.#onHost, precision: 'float64', samplesAtOnce: hostBatch };
  }

  async #work(
    id: number,
    inquiry: Inquiry,
    engine: Answer<InquiryKind>['engine'],
    setting: Setting,
  ): Promise<Answer<InquiryKind>> {
    const start = performance.now();
    let told = start;
    const between = async ({ done, total }: Progress): Promise<void> => {
      await breath();
      this.#check(id);
      if (performance.now() - told < progressEvery) return;
      told = performance.now();
      this.#send({ type: 'progress', id, done, total });
    };
    const finding = await find(inquiry, { ...setting, exact: this.#onHost, between });
    return { finding, engine, ms: performance.now() - start };
  }

  #check(id: number): void {
    if (this.#cancelled.has(id)) throw new Cancelled();
  }
}

/** The table's row for an inquiry: its kind and what is found go together. */
function find<K extends InquiryKind>(inquiry: InquiryOf<K>, tools: Tools): Promise<Findings[K]> {
  const finder = finders[inquiry.kind];
  return finder(inquiry, tools);
}

/** Lets messages in: a turn of the event loop, without the 4 ms that timers wait. */
function breath(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
