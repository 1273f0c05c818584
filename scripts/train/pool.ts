import { Worker } from 'node:worker_threads';
import type { HostTensor } from '../../src/trace/tensor.ts';
import { type ParamLayout, tensorsOf } from '../../src/training/layout.ts';
import { meanOfShards } from '../../src/training/trainer.ts';
import type { Job } from './job.ts';
import type { ShardDone, ShardTask, WorkerStart } from './worker.ts';

/** Worker threads that share the weights and compute the shards of a batch between them. */
export class ShardPool {
  /** The weights that the workers read; write to it between batches only. */
  readonly row: Float32Array;
  readonly #layout: ParamLayout;
  readonly #gradients: readonly Float32Array[];
  readonly #workers: readonly Worker[];

  constructor(job: Job, layout: ParamLayout, workers: number) {
    const bytes = layout.size * Float32Array.BYTES_PER_ELEMENT;
    const weights = new SharedArrayBuffer(bytes);
    const gradients = Array.from(
      { length: job.shardsPerBatch },
      () => new SharedArrayBuffer(bytes),
    );
    this.#layout = layout;
    this.row = new Float32Array(weights);
    this.#gradients = gradients.map((buffer) => new Float32Array(buffer));
    const start: WorkerStart = { job, weights, gradients };
    this.#workers = Array.from(
      { length: Math.min(workers, job.shardsPerBatch) },
      () =>
        new Worker(new URL('./worker.mjs', import.meta.url), {
          workerData: start,
        }),
    );
  }

  /** Mean loss and mean gradient of one batch. Independent of how many workers there are. */
  async batch(
    epoch: number,
    batch: number,
  ): Promise<{ loss: number; gradients: Record<string, HostTensor> }> {
    const shards = this.#gradients.length;
    const losses: number[] = new Array(shards).fill(0);
    let next = 0;
    await Promise.all(
      this.#workers.map(async (worker) => {
        while (next < shards) {
          const { shard, loss } = await ask(worker, { epoch, batch, shard: next++ });
          losses[shard] = loss;
        }
      }),
    );
    return {
      loss: losses.reduce((sum, loss) => sum + loss, 0) / shards,
      gradients: tensorsOf(this.#layout, meanOfShards(this.#layout, this.#gradients)),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, task: ShardTask): Promise<ShardDone> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const onMessage = (done: ShardDone) => {
      settle();
      resolve(done);
    };
    const onError = (error: unknown) => {
      settle();
      reject(error);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(task);
  });
}
