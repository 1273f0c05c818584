import type { HostEngine, LossGradients } from '../core/host/engine.ts';
import type { DigitSet } from '../digits/idx.ts';
import type { DigitSource } from '../digits/source.ts';
import type { Graph } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';

/** Digits to learn from: pixels [n, 784] in 0 … 1, labels [n]. */
export interface LabelledDigits {
  readonly pixels: Float32Array;
  readonly labels: Uint8Array;
}

/** A set of images as it is, for measuring: pixels in 0 … 1. */
export function plainDigits({ images, labels }: DigitSet): LabelledDigits {
  return { pixels: Float32Array.from(images, (byte) => byte / 255), labels };
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

/** Digits as the feed of a network with inputs `x` [n, 28, 28, 1] and `label` [n]. */
export function digitFeed({ pixels, labels }: LabelledDigits): Record<string, HostTensor> {
  const n = labels.length;
  return {
    x: { shape: [n, 28, 28, 1], dtype: 'float32', data: pixels },
    label: { shape: [n], dtype: 'int32', data: Int32Array.from(labels) },
  };
}

/** Mean loss of a shard and its gradients. */
export function shardGradients(
  engine: HostEngine,
  graph: Graph,
  params: Readonly<Record<string, HostTensor>>,
  digits: LabelledDigits,
): LossGradients {
  return engine.gradientsNow({ graph, params, inputs: digitFeed(digits) });
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
