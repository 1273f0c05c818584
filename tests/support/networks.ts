import type { RecordRequest } from '../../src/core/engine.ts';
import { convNode, denseNode, node } from '../../src/core/networks/build.ts';
import { Random } from '../../src/digits/random.ts';
import { checkGraph, type Graph } from '../../src/trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../../src/trace/tensor.ts';

/** A value that fans out: y = x + relu(x Wᵀ + b), then scores and a loss. */
export const residual: Graph = checkGraph({
  inputs: [
    { id: 'x', shape: [6], dtype: 'real' },
    { id: 'label', shape: [], dtype: 'index', below: 4 },
  ],
  params: [
    { id: 'inner.W', shape: [6, 6] },
    { id: 'inner.b', shape: [6] },
    { id: 'last.W', shape: [4, 6] },
    { id: 'last.b', shape: [4] },
  ],
  nodes: [
    denseNode('inner', 'inner', 'x'),
    node('bend', 'relu', ['inner']),
    node('joined', 'add', ['x', 'bend']),
    denseNode('logits', 'last', 'joined'),
    node('loss', 'crossEntropy', ['logits', 'label'], { attrs: { labelSmoothing: 0.1 } }),
  ],
  loss: 'loss',
});

/** One weight matrix used three times in a row, as a recurrent cell uses its own over time. */
export const shared: Graph = checkGraph({
  inputs: [
    { id: 'x', shape: [4], dtype: 'real' },
    { id: 'label', shape: [], dtype: 'index', below: 4 },
  ],
  params: [
    { id: 'cell.W', shape: [4, 4] },
    { id: 'cell.b', shape: [4] },
  ],
  nodes: [
    denseNode('step1', 'cell', 'x'),
    node('bend1', 'relu', ['step1']),
    denseNode('step2', 'cell', 'bend1'),
    node('bend2', 'relu', ['step2']),
    denseNode('step3', 'cell', 'bend2'),
    node('logs', 'logSoftmax', ['step3']),
    node('loss', 'nllLogProbability', ['logs', 'label'], { attrs: { reduction: 'sum' } }),
  ],
  loss: 'loss',
});

/** Every awkward window at once: 'same' with stride, 'full' with dilation, overlapping pools. */
export const windows: Graph = checkGraph({
  inputs: [
    { id: 'x', shape: [7, 6, 2], dtype: 'real' },
    { id: 'label', shape: [], dtype: 'index', below: 3 },
  ],
  params: [
    { id: 'first.w', shape: [3, 2, 2, 3] },
    { id: 'first.b', shape: [3] },
    { id: 'second.w', shape: [2, 3, 3, 2] },
    { id: 'second.b', shape: [2] },
    { id: 'last.W', shape: [3, 32] },
    { id: 'last.b', shape: [3] },
  ],
  nodes: [
    convNode('first', 'x', { padding: 'same', strides: [2, 1] }),
    convNode('second', 'first', { padding: 'full', dilations: [1, 2] }),
    node('pool', 'maxPool2d', ['second'], { attrs: { size: 3, strides: [2, 1], ceil: true } }),
    node('flat', 'flatten', ['pool']),
    denseNode('logits', 'last', 'flat'),
    node('probs', 'softmax', ['logits']),
    node('loss', 'nllProbability', ['probs', 'label'], { attrs: { epsilon: 1e-10 } }),
  ],
  loss: 'loss',
});

/** Random inputs, labels and weights for any graph, all from one seed. */
export function randomRequest(graph: Graph, batch: number, seed: number): RecordRequest {
  const random = new Random(seed);
  const real = (shape: Shape, spread: number): HostTensor => ({
    shape,
    dtype: 'float64',
    data: Float64Array.from({ length: sizeOf(shape) }, () => random.normal(0, spread)),
  });
  return {
    graph,
    params: Object.fromEntries(graph.params.map(({ id, shape }) => [id, real(shape, 0.4)])),
    inputs: Object.fromEntries(
      graph.inputs.map(({ id, shape, dtype, below }) => [
        id,
        dtype === 'real'
          ? real([batch, ...shape], 1)
          : {
              shape: [batch, ...shape],
              dtype: 'int32' as const,
              data: Int32Array.from({ length: sizeOf([batch, ...shape]) }, () =>
                random.below(below ?? 2),
              ),
            },
      ]),
    ),
  };
}
