import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type HostTensor, sizeOf } from '../../trace/tensor.ts';
import { HostEngine } from '../host/engine.ts';
import { digitFeeds } from '../networks/digit-feeds.ts';
import { type NetworkName, networkNames, networks } from '../networks/networks.ts';
import type { Weights } from '../protocol.ts';
import { parseWeights } from '../weights.ts';
import { formatEpochJson } from './epoch-json.ts';
import { formatNpz } from './npz.ts';
import { formatPerceptronJson } from './perceptron-json.ts';
import { formatSafetensors } from './safetensors.ts';
import { parseWeightsFile } from './weights-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const safetensors = (tensors: Readonly<Record<string, HostTensor>>): Uint8Array =>
  formatSafetensors({ tensors, metadata: {} });

const shipped = (name: NetworkName): Weights =>
  parseWeights(networks[name], readFileSync(`public/models/${name}.safetensors`));

/** [rows, columns] → [columns, rows], or any other order of the axes, by its definition. */
function permuted({ shape, data }: HostTensor, order: readonly number[]): HostTensor {
  const turned = order.map((axis) => shape[axis]);
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const out = Float32Array.from({ length: data.length }, (_, flat) => {
    let rest = flat;
    let at = 0;
    for (let i = turned.length - 1; i >= 0; i--) {
      at += (rest % turned[i]) * strides[order[i]];
      rest = Math.floor(rest / turned[i]);
    }
    return data[at];
  });
  return { shape: turned, dtype: 'float32', data: out };
}

const transposed = (weights: Weights): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, tensor]) => [
      name,
      tensor.shape.length === 2 ? permuted(tensor, [1, 0]) : tensor,
    ]),
  );

/** As PyTorch has the CNN: kernels OIHW, and the first matrix behind a flattening by channels. */
function channelsFirst(cnn: Weights): Weights {
  const cube = { ...cnn['dense1.W'], shape: [64, 5, 5, 16] };
  const dense = permuted(cube, [0, 3, 1, 2]);
  return {
    'conv1.weight': permuted(cnn['conv1.w'], [3, 2, 0, 1]),
    'conv1.bias': cnn['conv1.b'],
    'conv2.weight': permuted(cnn['conv2.w'], [3, 2, 0, 1]),
    'conv2.bias': cnn['conv2.b'],
    'fc1.weight': { ...dense, shape: [64, 400] },
    'fc1.bias': cnn['dense1.b'],
    'fc2.weight': cnn['dense2.W'],
    'fc2.bias': cnn['dense2.b'],
  };
}

/** Compared number by number here: a hundred thousand of them are slow to print and to compare. */
function expectSame(read: Weights, truth: Weights): void {
  expect(Object.keys(read)).toEqual(Object.keys(truth));
  for (const [name, { shape, data }] of Object.entries(truth)) {
    expect(read[name].shape).toEqual(shape);
    const off = Array.from(data).findIndex((number, i) => !Object.is(number, read[name].data[i]));
    expect(off, `first entry of "${name}" that differs`).toBe(-1);
  }
}

const cnn = shipped('cnn');
const mlp = shipped('mlp');
const perceptron = shipped('perceptron');

describe('a file of weights', () => {
  it.each(networkNames)(
    'brings the %s back bit for bit, from safetensors and .npz',
    async (name) => {
      const weights = shipped(name);
      const one = await parseWeightsFile(safetensors(weights));
      expect([one.network, one.format]).toEqual([name, 'safetensors']);
      expectSame(one.weights, weights);
      const other = await parseWeightsFile(formatNpz(weights));
      expect([other.network, other.format]).toEqual([name, '.npz']);
      expectSame(other.weights, weights);
    },
  );

  it('may have its matrices turned: the shapes decide', async () => {
    for (const [network, weights] of [
      ['cnn', cnn],
      ['mlp', mlp],
      ['perceptron', perceptron],
    ] as const) {
      const read = await parseWeightsFile(formatNpz(transposed(weights)));
      expect(read.network).toBe(network);
      expectSame(read.weights, weights);
    }
  });

  it('may call its tensors as NumPy does, arr_0, arr_1, …, in any order', async () => {
    const tensors = Object.values(transposed(mlp)).reverse();
    const named = Object.fromEntries(tensors.map((tensor, i) => [`arr_${i}`, tensor]));
    expectSame((await parseWeightsFile(formatNpz(named))).weights, mlp);
  });

  it('may come from Keras: names with a slash, matrices as [in, out]', async () => {
    const keras = Object.fromEntries(
      Object.entries(transposed(cnn)).map(([name, tensor]) => [
        name.replace(/\.[wW]$/, '/kernel:0').replace(/\.b$/, '/bias:0'),
        tensor,
      ]),
    );
    expectSame((await parseWeightsFile(safetensors(keras))).weights, cnn);
  });

  it('may come from PyTorch: kernels and the flattened picture are put in the page’s order', async () => {
    const read = await parseWeightsFile(safetensors(channelsFirst(cnn)));
    expect(read.network).toBe('cnn');
    expectSame(read.weights, cnn);
  });

  it('of an epoch may have its matrices either way; other keys are left alone', async () => {
    const read = await parseWeightsFile(encode(`\ufeff ${formatEpochJson(mlp)}`));
    expect([read.network, read.format]).toEqual(['mlp', 'JSON']);
    expectSame(read.weights, mlp);
    const json: Record<string, unknown> = JSON.parse(formatEpochJson(transposed(mlp)));
    const turned = encode(JSON.stringify({ epoch: 3, ...json }));
    expectSame((await parseWeightsFile(turned)).weights, mlp);
  });

  it('of a perceptron says what it says of itself', async () => {
    const facts = {
      final_accuracy: 0.9804,
      training_samples: 372,
      data_type: 'EMNIST',
      learning_rate: 0.01,
    };
    const read = await parseWeightsFile(encode(formatPerceptronJson(perceptron, facts)));
    expect(read).toMatchObject({ network: 'perceptron', format: 'JSON', facts });
    expectSame(read.weights, perceptron);
    const percent = encode(formatPerceptronJson(perceptron, { final_accuracy: 98.04 }));
    expect((await parseWeightsFile(percent)).facts?.final_accuracy).toBeCloseTo(0.9804, 12);
  });

  it('answers as the network that it was saved from', async () => {
    const pixels = Float32Array.from({ length: 784 }, (_, i) => Math.abs(Math.sin(12.9898 * i)));
    const engine = new HostEngine('float32');
    const logits = (params: Weights) => {
      const graph = networks.cnn;
      return engine.recordNow({ graph, params, inputs: digitFeeds(graph, pixels, [3]) }).values
        .logits;
    };
    const { weights } = await parseWeightsFile(safetensors(channelsFirst(cnn)));
    expect(logits(weights)).toEqual(logits(cnn));
  });
});
