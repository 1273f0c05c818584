import type { NetworkName } from '../../src/core/networks/networks.ts';
import { classesOf, networks } from '../../src/core/networks/networks.ts';
import {
  createDigitSource,
  type DigitSource,
  holdBack,
  onlyDigits,
} from '../../src/digits/source.ts';
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
  const graph = networks[job.network];
  const { labelSmoothing } = job;
  // Not every loss knows of it.
  return labelSmoothing === 0 ? graph : withLossAttributes(graph, { labelSmoothing });
}

/** The examples of a job, labelled by the place of their digit among the network's classes. */
export function sourceOf(job: Job): DigitSource {
  const digits = classesOf(networks[job.network]);
  const source = digitSource(job, digits);
  return {
    perEpoch: source.perEpoch,
    fill(epoch, start, pixels, labels) {
      source.fill(epoch, start, pixels, labels);
      for (let i = 0; i < labels.length; i++) labels[i] = digits.indexOf(labels[i]);
    },
  };
}

function digitSource({ mnist, seed, generatedShare }: Job, digits: readonly number[]): DigitSource {
  if (mnist === undefined) return createDigitSource({ seed, digits });
  const { training } = holdBack(readMnist(mnist, 'train'), heldBack);
  return createDigitSource({ seed, digits, generatedShare, real: onlyDigits(training, digits) });
}
