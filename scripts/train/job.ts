import type { NetworkName } from '../../src/core/networks/networks.ts';
import { networks } from '../../src/core/networks/networks.ts';
import { createDigitSource, type DigitSource, holdBack } from '../../src/digits/source.ts';
import type { Graph } from '../../src/trace/graph.ts';
import { withLossAttributes } from '../../src/training/shard.ts';
import { readMnist } from '../mnist.ts';

/** Training digits kept back: checkpoints are chosen on them, never on the test set. */
export const heldBack = 5000;

/** Everything a worker needs to make any shard's gradient by itself. */
export interface Job {
  readonly network: NetworkName;
  readonly mnist?: string;
  readonly seed: number;
  /** Share of digits drawn by program among all, where there are scanned ones. */
  readonly generatedShare: number;
  readonly shardSize: number;
  readonly shardsPerBatch: number;
  readonly labelSmoothing: number;
}

export function graphOf(job: Job): Graph {
  return withLossAttributes(networks[job.network], { labelSmoothing: job.labelSmoothing });
}

export function sourceOf(job: Job): DigitSource {
  if (job.mnist === undefined) return createDigitSource({ seed: job.seed });
  const { training } = holdBack(readMnist(job.mnist, 'train'), heldBack);
  const { seed, generatedShare } = job;
  return createDigitSource({ seed, generatedShare, real: training });
}
