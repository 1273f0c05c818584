import type { RecordRequest } from '../../src/core/engine.ts';
import { denseNode, node } from '../../src/core/networks/build.ts';
import { Random } from '../../src/digits/random.ts';
import {
  type Attributes,
  checkGraph,
  type GraphInput,
  type GraphNode,
  type GraphParam,
  type ValueId,
} from '../../src/trace/graph.ts';
import { type Shape, sizeOf } from '../../src/trace/tensor.ts';
import { randomRequest } from './networks.ts';

/** One layer of a kind, named 'layer', in front of a small classifier: shapes and numbers random. */
export type RandomNetwork = (seed: number) => RecordRequest;

const from = (random: Random, low: number, high: number): number =>
  low + random.below(high - low + 1);
const oneOf = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)];
const real = (id: string, ...shape: Shape): GraphInput => ({ id, shape, dtype: 'real' });
const param = (id: string, ...shape: Shape): GraphParam => ({ id, shape });

interface Part {
  readonly batch: number;
  readonly inputs: readonly GraphInput[];
  readonly params: readonly GraphParam[];
  readonly attrs?: Attributes;
  readonly outputs?: readonly ValueId[];
  /** Of the value that goes on to the classifier, without the batch axis. */
  readonly shape: Shape;
  /** Nodes between the layer and the classifier; the last one's output goes on. */
  readonly after?: readonly GraphNode[];
  /** A scalar that is added to the loss. */
  readonly extraLoss?: ValueId;
}

/** The layer's parameters bear their roles as names. */
function network(kind: Parameters<typeof node>[1], part: (random: Random) => Part): RandomNetwork {
  return (seed) => {
    const {
      batch,
      inputs,
      params,
      attrs,
      outputs,
      shape,
      after = [],
      extraLoss,
    } = part(new Random(seed));
    const layer = node(
      'layer',
      kind,
      inputs.map(({ id }) => id),
      { attrs, params: Object.fromEntries(params.map(({ id }) => [id, id])) },
    );
    const made = outputs ?? layer.outputs;
    const end = after.at(-1)?.outputs[0] ?? made[0];
    const losses: GraphNode[] =
      extraLoss === undefined
        ? [node('loss', 'crossEntropy', ['logits', 'label'])]
        : [
            node('surprise', 'crossEntropy', ['logits', 'label']),
            node('loss', 'add', ['surprise', extraLoss]),
          ];
    const graph = checkGraph({
      inputs: [...inputs, { id: 'label', shape: [], dtype: 'index', below: 3 }],
      params: [...params, param('last.W', 3, sizeOf(shape)), param('last.b', 3)],
      nodes: [
        { ...layer, outputs: made },
        ...after,
        node('flat', 'flatten', [end]),
        denseNode('logits', 'last', 'flat'),
        ...losses,
      ],
      loss: 'loss',
    });
    return randomRequest(graph, batch, seed);
  };
}

/** Two or more axes after the batch's, the last one the channels. */
const shapeOf = (random: Random, channels: number): Shape =>
  oneOf(random, [[channels], [from(random, 1, 3), channels], [2, from(random, 1, 3), channels]]);

const cell = (kind: 'gruCell' | 'lstmCell', gates: number): RandomNetwork =>
  network(kind, (random) => {
    const [inner, size] = [from(random, 1, 4), from(random, 1, 4)];
    const rows = gates * size;
    const isLstm = kind === 'lstmCell';
    return {
      batch: from(random, 1, 3),
      inputs: [real('x', inner), real('h', size), ...(isLstm ? [real('c', size)] : [])],
      params: [
        param('inputWeights', rows, inner),
        param('hiddenWeights', rows, size),
        param('inputBias', rows),
        param('hiddenBias', rows),
      ],
      outputs: isLstm ? ['next', 'nextCell'] : ['next'],
      shape: [size],
      after: isLstm ? [node('both', 'add', ['next', 'nextCell'])] : [],
    };
  });

const convolution = (random: Random) => ({
  strides: [from(random, 1, 3), from(random, 1, 2)],
  dilations: [from(random, 1, 2), from(random, 1, 2)],
});

/** What `convAxis` says, once more: ⌊(n + pads − ke)/s⌋ + 1. */
function convolvedSize(
  size: number,
  k: number,
  stride: number,
  dilation: number,
  padding: string,
): number {
  const extent = (k - 1) * dilation + 1;
  if (padding === 'same') return Math.ceil(size / stride);
  return Math.floor((size + 2 * (extent - 1) - extent) / stride) + 1;
}

export const compositeNetworks = {
  'batchNorm in training': network('batchNorm', (random) => {
    const channels = from(random, 1, 3);
    const shape = shapeOf(random, channels);
    const params = [param('gamma', channels), param('beta', channels)];
    return { batch: from(random, 4, 6), inputs: [real('x', ...shape)], params, shape };
  }),
  'batchNorm in inference': positive(
    'variance',
    network('batchNorm', (random) => {
      const channels = from(random, 1, 3);
      const shape = shapeOf(random, channels);
      const params = ['gamma', 'beta', 'mean', 'variance'].map((role) => param(role, channels));
      const attrs = { mode: 'inference' };
      return { batch: from(random, 1, 3), inputs: [real('x', ...shape)], params, attrs, shape };
    }),
  ),
  layerNorm: network('layerNorm', (random) => {
    const channels = from(random, 4, 7);
    const shape = shapeOf(random, channels);
    const params = [param('gamma', channels), param('beta', channels)];
    return { batch: from(random, 1, 3), inputs: [real('x', ...shape)], params, shape };
  }),
  dropout: network('dropout', (random) => {
    const shape = shapeOf(random, from(random, 1, 4));
    const mask: GraphInput = { id: 'mask', shape, dtype: 'index', below: 2 };
    const attrs = { p: oneOf(random, [0, 0.25, 0.5, 0.9]) };
    return {
      batch: from(random, 1, 3),
      inputs: [real('x', ...shape), mask],
      params: [],
      attrs,
      shape,
    };
  }),
  embedding: network('embedding', (random) => {
    const [below, width] = [from(random, 1, 5), from(random, 1, 4)];
    const inner = oneOf(random, [[], [from(random, 1, 4)], [2, 2]]);
    return {
      batch: from(random, 1, 4),
      inputs: [{ id: 'ids', shape: inner, dtype: 'index', below }],
      params: [param('table', below, width)],
      shape: [...inner, width],
    };
  }),
  attention: network('attention', (random) => {
    const [queries, keys] = [from(random, 1, 4), from(random, 1, 4)];
    const [width, values] = [from(random, 1, 3), from(random, 1, 3)];
    return {
      batch: from(random, 1, 2),
      inputs: [real('q', queries, width), real('k', keys, width), real('v', keys, values)],
      params: [],
      attrs: { causal: random.chance(0.5) },
      shape: [queries, values],
    };
  }),
  lstmCell: cell('lstmCell', 4),
  gruCell: cell('gruCell', 3),
  switchFfn: network('switchFfn', (random) => {
    const [width, experts] = [from(random, 1, 3), from(random, 1, 4)];
    const expert = (e: number) => {
      const units = from(random, 1, 4);
      return [
        param(`W1_${e}`, units, width),
        param(`b1_${e}`, units),
        param(`W2_${e}`, width, units),
        param(`b2_${e}`, width),
      ];
    };
    return {
      batch: from(random, 1, 6),
      inputs: [real('x', width)],
      params: [
        param('W_router', experts, width),
        ...Array.from({ length: experts }, (_, e) => expert(e)).flat(),
      ],
      attrs: { experts },
      outputs: ['y', 'aux'],
      shape: [width],
      extraLoss: 'aux',
    };
  }),
  convTranspose2d: network('convTranspose2d', (random) => {
    const padding = oneOf(random, ['valid', 'same', 'full']);
    const isFull = padding === 'full';
    const [height, width] = isFull ? [4, 5] : [from(random, 1, 4), from(random, 1, 4)];
    const [kh, kw] = [from(random, 1, 3), from(random, 1, 3)];
    const [channels, outs] = [from(random, 1, 2), from(random, 1, 3)];
    const { strides, dilations } = convolution(random);
    const grown = [height, width].map((size, axis) => {
      const extent = ([kh, kw][axis] - 1) * (isFull ? 1 : dilations[axis]) + 1;
      if (padding === 'same') return size * strides[axis];
      return (size - 1) * strides[axis] + (isFull ? 2 - extent : extent);
    });
    return {
      batch: from(random, 1, 2),
      inputs: [real('x', height, width, channels)],
      params: [param('kernel', kh, kw, outs, channels), param('bias', outs)],
      attrs: { padding, strides, dilations: isFull ? [1, 1] : dilations },
      shape: [...grown, outs],
    };
  }),
  'conv2d with a border': network('conv2d', (random) => {
    const padding = oneOf(random, ['same', 'full']);
    const [height, width] = [from(random, 1, 5), from(random, 1, 5)];
    const [kh, kw] = [from(random, 1, 3), from(random, 1, 4)];
    const [channels, outs] = [from(random, 1, 2), from(random, 1, 2)];
    const { strides, dilations } = convolution(random);
    const size = (n: number, k: number, axis: number) =>
      convolvedSize(n, k, strides[axis], dilations[axis], padding);
    const border = oneOf(random, ['zero', 'reflect', 'replicate', 'circular']);
    return {
      batch: from(random, 1, 2),
      inputs: [real('x', height, width, channels)],
      params: [param('kernel', kh, kw, channels, outs), param('bias', outs)],
      attrs: { padding, strides, dilations, border },
      shape: [size(height, kh, 0), size(width, kw, 1), outs],
    };
  }),
  graphConvolution: network('graphConvolution', (random) => {
    const [vertices, features, outs] = [from(random, 1, 4), from(random, 1, 3), from(random, 1, 3)];
    return {
      batch: from(random, 1, 3),
      inputs: [real('x', vertices, features), real('adjacency', vertices, vertices)],
      params: [param('weights', features, outs), param('bias', outs)],
      shape: [vertices, outs],
    };
  }),
} as const satisfies Readonly<Record<string, RandomNetwork>>;

/** A parameter that is never negative: a variance. */
function positive(id: string, make: RandomNetwork): RandomNetwork {
  return (seed) => {
    const request = make(seed);
    const given = request.params[id];
    const data = Float64Array.from(given.data, (x) => 0.2 + Math.abs(x));
    return { ...request, params: { ...request.params, [id]: { ...given, data } } };
  };
}
