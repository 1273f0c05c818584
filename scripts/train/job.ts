import type { NetworkName } from '../../src/core/networks/networks.ts';
import { networks } from '../../src/core/networks/networks.ts';
import { MILD } from '../../src/digits/augment.ts';
import type { DigitSet } from '../../src/digits/idx.ts';
import type { Graph } from '../../src/trace/graph.ts';
import { createDigitSource, partOf } from '../../src/training/digit-source.ts';
import { type ShardSource, withLossAttributes } from '../../src/training/shard.ts';
import { readMnist } from '../mnist.ts';

/** Training digits kept back: checkpoints are chosen on them, never on the test set. */
export const heldBack = 5000;

/** Everything a worker needs to make any shard's gradient by itself. */
export interface Job {
  readonly network: NetworkName;
  readonly mnist?: string;
  readonly seed: number;
  readonly generatedPerEpoch: number;
  readonly shardSize: number;
  readonly shardsPerBatch: number;
  readonly labelSmoothing: number;
}

export function graphOf(job: Job): Graph {
  return withLossAttributes(networks[job.network], { labelSmoothing: job.labelSmoothing });
}

export function sourceOf(job: Job): ShardSource {
  let scanned: DigitSet | undefined;
  if (job.mnist !== undefined) {
    const set = readMnist(job.mnist, 'train');
    scanned = partOf(set, 0, set.count - heldBack);
  }
  return createDigitSource({ ...job, scanned, distortion: MILD });
}
