import type { HostEngine, LossGradients } from '../core/host/engine.ts';
import { digitFeeds } from '../core/networks/digit-feeds.ts';
import type { DigitSet } from '../digits/idx.ts';
import { type DigitSource, onlyDigits } from '../digits/source.ts';
import type { Graph } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';

/** Digits to learn from: pixels [n, 784] in 0 … 1, labels [n]: the indices of their classes. */
export interface LabelledDigits {
  readonly pixels: Float32Array;
  readonly labels: Uint8Array;
}

/** A set of images as it is, for measuring: pixels in 0 … 1, labels as places in `classes`. */
export function plainDigits(set: DigitSet, classes: readonly number[]): LabelledDigits {
  const { images, labels } = onlyDigits(set, classes);
  return {
    pixels: Float32Array.from(images, (byte) => byte / 255),
    labels: labels.map((digit) => classes.indexOf(digit)),
  };
}

/** Shard `shard` of batch `batch`: the same digits whenever and by whomever it is asked for. */
export function shardOf(
  source: DigitSource,
  place: { readonly epoch: number; readonly batch: number; readonly shard: number },
  split: { readonly shardSize: number; readonly shardsPerBatch: number },
): LabelledDigits {
  const pixels = new Float32Array(split.shardSize * 784);
  const labels = new Uint8Array(split.shardSize);
  const at = place.batch * split.shardsPerBatch + place.shard;
  source.fill(place.epoch, at * split.shardSize, pixels, labels);
  return { pixels, labels };
}

/** Mean loss of a shard and its gradients. */
export function shardGradients(
  engine: HostEngine,
  graph: Graph,
  params: Readonly<Record<string, HostTensor>>,
  { pixels, labels }: LabelledDigits,
): LossGradients {
  return engine.gradientsNow({ graph, params, inputs: digitFeeds(graph, pixels, labels) });
}

/** The graph with other settings for its loss, e.g. label smoothing while training. */
export function withLossAttributes(graph: Graph, attrs: Graph['nodes'][number]['attrs']): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      graph.loss !== undefined && node.outputs.includes(graph.loss)
        ? { ...node, attrs: { ...node.attrs, ...attrs } }
        : node,
    ),
  };
}
