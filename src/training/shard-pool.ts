import type { Graph } from '../trace/graph.ts';
import { layoutOf } from './layout.ts';
import type { LabelledDigits } from './shard.ts';
import type { ShardOrder, ShardReport } from './shard-worker.ts';
import { meanOfShards } from './trainer.ts';

export interface BatchGradient {
  /** Mean over the batch. */
  readonly loss: number;
  /** Mean over the batch, one flat row in the graph's order of parameters; void after the next. */
  readonly gradient: Float32Array;
}

/**
 * Browser workers that share the shards of a batch between them. Shards are added up in their own
 * order, so that not a bit depends on how many workers there are. One owner; `dispose` ends them.
 */
export class ShardPool {
  readonly #size: number;
  readonly #layout: ReturnType<typeof layoutOf>;
  readonly #threads: readonly Thread[];
  readonly #rows: Float32Array<ArrayBuffer>[] = [];
  readonly #mean: Float32Array;

  /** @param threads how many workers; one core is best left to the page */
  constructor(graph: Graph, digits: LabelledDigits, threads: number) {
    if (!(Number.isInteger(threads) && threads >= 1)) {
      throw new RangeError(`${threads} workers: give a whole number from 1`);
    }
    this.#layout = layoutOf(graph);
    this.#size = this.#layout.size;
    this.#mean = new Float32Array(this.#size);
    this.#threads = Array.from({ length: threads }, () => new Thread());
    for (const thread of this.#threads) thread.post({ type: 'start', graph, digits });
  }

  /**
   * Mean loss and gradient of a batch at these weights.
   *
   * @param row all weights, flat, in the graph's order of parameters
   * @param shards which digits make each shard, by their places; equally many in each
   */
  async batch(row: Float32Array, shards: readonly Uint32Array[]): Promise<BatchGradient> {
    const losses = new Float64Array(shards.length);
    while (this.#rows.length < shards.length) this.#rows.push(new Float32Array(this.#size));
    let next = 0;
    await Promise.all(
      this.#threads.slice(0, shards.length).map(async (thread) => {
        thread.post({ type: 'weights', row });
        while (next < shards.length) {
          const shard = next++;
          const room = this.#rows[shard];
          const done = await thread.ask(shard, shards[shard], room);
          this.#rows[shard] = done.gradient;
          losses[shard] = done.loss;
        }
      }),
    );
    const gradient = meanOfShards(this.#layout, this.#rows.slice(0, shards.length), this.#mean);
    return { loss: losses.reduce((sum, loss) => sum + loss, 0) / shards.length, gradient };
  }

  dispose(): void {
    for (const thread of this.#threads) thread.dispose();
  }
}

type Done = ShardReport & { readonly type: 'done' };

/** One worker, asked one thing at a time. */
class Thread {
  readonly #worker = new Worker(new URL('./shard-worker.ts', import.meta.url), { type: 'module' });
  #settle: { resolve(done: Done): void; reject(error: Error): void } | undefined;
  #broken: Error | undefined;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<ShardReport>) => {
      if (data.type === 'done') this.#settle?.resolve(data);
      else this.#fail(data.message);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || 'a training worker could not be started');
    };
  }

  post(order: ShardOrder, transfer: Transferable[] = []): void {
    this.#worker.postMessage(order, transfer);
  }

  ask(shard: number, places: Uint32Array, gradient: Float32Array<ArrayBuffer>): Promise<Done> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.post({ type: 'shard', shard, places, gradient }, [gradient.buffer]);
    });
  }

  dispose(): void {
    this.#worker.terminate();
    this.#fail('the training was stopped');
  }

  #fail(message: string): void {
    this.#broken ??= new Error(message);
    this.#settle?.reject(this.#broken);
  }
}
