import { parentPort, workerData } from 'node:worker_threads';
import { HostEngine } from '../../src/core/host/engine.ts';
import { layoutOf, tensorsOf, writeRow } from '../../src/training/layout.ts';
import { shardGradients, shardOf } from '../../src/training/shard.ts';
import { graphOf, type Job, sourceOf } from './job.ts';

/** One shard to compute; its gradient goes to row `shard` of the shared gradients. */
export interface ShardTask {
  readonly epoch: number;
  readonly batch: number;
  readonly shard: number;
}

export interface ShardDone {
  readonly shard: number;
  readonly loss: number;
}

export interface WorkerStart {
  readonly job: Job;
  /** Flat float32 rows in shared memory: the weights, and one gradient for each shard. */
  readonly weights: SharedArrayBuffer;
  readonly gradients: readonly SharedArrayBuffer[];
}

const { job, weights, gradients }: WorkerStart = workerData;
const graph = graphOf(job);
const layout = layoutOf(graph);
const engine = new HostEngine('float32');
const source = sourceOf(job);
const params = tensorsOf(layout, new Float32Array(weights));

parentPort?.on('message', ({ epoch, batch, shard }: ShardTask) => {
  const digits = shardOf(source, { epoch, batch, shard }, job);
  const result = shardGradients(engine, graph, params, digits);
  writeRow(layout, new Float32Array(gradients[shard]), result.gradients);
  const done: ShardDone = { shard, loss: result.loss };
  parentPort?.postMessage(done);
});
