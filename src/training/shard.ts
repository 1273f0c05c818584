import type { HostEngine, LossGradients } from '../core/host/engine.ts';
import type { Graph } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';

/** Digits to learn from: pixels [n, 784] in 0 … 1, labels [n]. */
export interface LabelledDigits {
  readonly pixels: Float32Array;
  readonly labels: Uint8Array;
}

/**
 * Where the digits of a training run come from. Any shard of any batch of any epoch can be made
 * again at any time: nothing depends on what was asked before, nor on who asks.
 */
export interface ShardSource {
  readonly batchesPerEpoch: number;
  shard(epoch: number, batch: number, shard: number): LabelledDigits;
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
