import type { GraphNode } from '../trace/graph.ts';
import { type BoundLayer, type Layer, LayerError } from './layer.ts';
import { absoluteError } from './layers/absolute-error.ts';
import { add } from './layers/add.ts';
import { attention } from './layers/attention.ts';
import { avgPool2d } from './layers/avg-pool2d.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { binaryCrossEntropy } from './layers/binary-cross-entropy.ts';
import { convTranspose2d } from './layers/conv-transpose2d.ts';
import { conv2d } from './layers/conv2d.ts';
import { crossEntropy } from './layers/cross-entropy.ts';
import { dense } from './layers/dense.ts';
import { dropout } from './layers/dropout.ts';
import { elu } from './layers/elu.ts';
import { embedding } from './layers/embedding.ts';
import { flatten } from './layers/flatten.ts';
import { focalLoss } from './layers/focal-loss.ts';
import { gelu } from './layers/gelu.ts';
import { globalAvgPool } from './layers/global-avg-pool.ts';
import { globalMaxPool } from './layers/global-max-pool.ts';
import { graphConvolution } from './layers/graph-convolution.ts';
import { gruCell } from './layers/gru-cell.ts';
import { hardSigmoid } from './layers/hard-sigmoid.ts';
import { hardSwish } from './layers/hard-swish.ts';
import { layerNorm } from './layers/layer-norm.ts';
import { leakyRelu } from './layers/leaky-relu.ts';
import { logSigmoid } from './layers/log-sigmoid.ts';
import { logSoftmax } from './layers/log-softmax.ts';
import { logSumExp } from './layers/log-sum-exp.ts';
import { lstmCell } from './layers/lstm-cell.ts';
import { maxPool2d } from './layers/max-pool2d.ts';
import { mish } from './layers/mish.ts';
import { nllLogProbability } from './layers/nll-log-probability.ts';
import { nllProbability } from './layers/nll-probability.ts';
import { prelu } from './layers/prelu.ts';
import { relu } from './layers/relu.ts';
import { relu6 } from './layers/relu6.ts';
import { selu } from './layers/selu.ts';
import { sigmoid } from './layers/sigmoid.ts';
import { silu } from './layers/silu.ts';
import { softmax } from './layers/softmax.ts';
import { softplus } from './layers/softplus.ts';
import { sparsemax } from './layers/sparsemax.ts';
import { squaredError } from './layers/squared-error.ts';
import { switchFfn } from './layers/switch-ffn.ts';
import { tanh } from './layers/tanh.ts';

/**
 * Every kind of layer, one row each. A row is a whole `Layer`: one without a derivative or without
 * an explanation does not compile.
 */
export const layers = {
  absoluteError,
  add,
  attention,
  avgPool2d,
  batchNorm,
  binaryCrossEntropy,
  conv2d,
  convTranspose2d,
  crossEntropy,
  dense,
  dropout,
  elu,
  embedding,
  flatten,
  focalLoss,
  gelu,
  globalAvgPool,
  globalMaxPool,
  graphConvolution,
  gruCell,
  hardSigmoid,
  hardSwish,
  layerNorm,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  logSumExp,
  lstmCell,
  maxPool2d,
  mish,
  nllLogProbability,
  nllProbability,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  sparsemax,
  squaredError,
  switchFfn,
  tanh,
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
