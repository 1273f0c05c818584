import {
  add,
  conv2d,
  losses,
  matMul,
  maxPool,
  oneHot,
  relu,
  reshape,
  type Scalar,
  softmax,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor4d,
} from '@tensorflow/tfjs-core';
import type { Graph, GraphNode } from '../../src/trace/graph.ts';
import type { HostTensor } from '../../src/trace/tensor.ts';
import type { Digits } from './digits.ts';

/** One layer in tfjs' words. `of` gives its parameters by role, `x` are its inputs. */
type Operation = (of: (role: string) => Tensor, x: readonly Tensor[]) => Tensor;

/** The layers of the bench's networks. */
const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['conv2d', (of, [x]) => add(conv2d(image(x), image(of('kernel')), 1, 'valid'), of('bias'))],
  ['relu', (_, [x]) => relu(x)],
  ['maxPool2d', (_, [x]) => maxPool(image(x), 2, 2, 'valid')],
  ['flatten', (_, [x]) => reshape(x, [x.shape[0], x.size / x.shape[0]])],
  ['dense', (of, [x]) => add(matMul(x, of('weights')), of('bias'))],
  ['softmax', (_, [x]) => softmax(x)],
  ['crossEntropy', (_, [logits, target]) => losses.softmaxCrossEntropy(target, logits)],
]);

/**
 * Runs a graph and returns its values by id.
 *
 * @param probes tensors of zeros that are added to the values of these ids
 */
export function forward(
  graph: Graph,
  params: ReadonlyMap<string, Tensor>,
  inputs: ReadonlyMap<string, Tensor>,
  probes: ReadonlyMap<string, Tensor> = new Map(),
): Map<string, Tensor> {
  const values = new Map<string, Tensor>();
  const keep = (id: string, value: Tensor) => {
    const probe = probes.get(id);
    values.set(id, probe ? add(value, probe) : value);
  };
  for (const [id, value] of inputs) keep(id, value);
  for (const node of graph.nodes) {
    const of = (role: string) => required(params, node.params[role]);
    const x = node.inputs.map((id) => required(values, id));
    keep(node.outputs[0], operationOf(node)(of, x));
  }
  return values;
}

/** A digit or several as tfjs takes them: images and, as labels, rows with a single 1. */
export function upload({ pixels, labels }: Digits): Map<string, Tensor> {
  const n = labels.length;
  return new Map<string, Tensor>([
    ['x', tensor4d(pixels, [n, 28, 28, 1])],
    ['label', oneHot(tensor1d(Int32Array.from(labels), 'int32'), 10)],
  ]);
}

/** Kernels of convolutions are laid out as ours; dense ones are [in, out] there, [out, in] here. */
export function toTheirs({ shape, data }: HostTensor): { shape: number[]; data: Float32Array } {
  if (shape.length !== 2) return { shape: [...shape], data: Float32Array.from(data) };
  const [outs, ins] = shape;
  return { shape: [ins, outs], data: exchanged(data, outs, ins) };
}

/** The inverse, of numbers alone; `shape` is ours. */
export function toOurs(shape: readonly number[], data: ArrayLike<number>): readonly number[] {
  return shape.length === 2 ? [...exchanged(data, shape[1], shape[0])] : Array.from(data);
}

/** A matrix of rows × columns, transposed. */
function exchanged(data: ArrayLike<number>, rows: number, columns: number): Float32Array {
  const other = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) other[c * rows + r] = data[r * columns + c];
  }
  return other;
}

function operationOf({ id, kind }: GraphNode): Operation {
  const operation = operations.get(kind);
  if (!operation) throw new Error(`node "${id}": the bench has no ${kind} of tfjs`);
  return operation;
}

function image(x: Tensor): Tensor4D {
  if (!isImage(x)) throw new Error(`expected a tensor of four axes, got ${x.shape}`);
  return x;
}

/** The same tensor, known to be a single number. */
export function scalarOf(x: Tensor): Scalar {
  if (!isScalar(x)) throw new Error(`expected a scalar, got ${x.shape}`);
  return x;
}

const isScalar = (x: Tensor): x is Scalar => x.rank === 0;
const isImage = (x: Tensor): x is Tensor4D => x.rank === 4;

export function required<T>(map: ReadonlyMap<string, T>, id: string): T {
  const item = map.get(id);
  if (item === undefined) throw new Error(`there is no "${id}"`);
  return item;
}
