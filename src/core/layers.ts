import type { GraphNode } from '../trace/graph.ts';
import { type BoundLayer, type Layer, LayerError } from './layer.ts';
import { add } from './layers/add.ts';
import { conv2d } from './layers/conv2d.ts';
import { crossEntropy } from './layers/cross-entropy.ts';
import { dense } from './layers/dense.ts';
import { flatten } from './layers/flatten.ts';
import { logSoftmax } from './layers/log-softmax.ts';
import { maxPool2d } from './layers/max-pool2d.ts';
import { nllLogProbability } from './layers/nll-log-probability.ts';
import { nllProbability } from './layers/nll-probability.ts';
import { relu } from './layers/relu.ts';
import { softmax } from './layers/softmax.ts';

/**
 * Every kind of layer, one row each. A row is a whole `Layer`: one without a derivative or without
 * an explanation does not compile.
 */
export const layers = {
  add,
  conv2d,
  crossEntropy,
  dense,
  flatten,
  logSoftmax,
  maxPool2d,
  nllLogProbability,
  nllProbability,
  relu,
  softmax,
} as const satisfies Readonly<Record<string, Layer>>;

export type LayerKind = keyof typeof layers;

const table: Readonly<Record<string, Layer | undefined>> = layers;

/** The layer of a node, its attributes read; throws a `LayerError` that names the node. */
export function layerOf(where: string, node: GraphNode): BoundLayer {
  const layer = Object.hasOwn(table, node.kind) ? table[node.kind] : undefined;
  if (layer) return layer.bind(where, node.attrs);
  throw new LayerError(
    `${where}: unknown kind "${node.kind}"; known are: ${Object.keys(layers).join(', ')}`,
  );
}
