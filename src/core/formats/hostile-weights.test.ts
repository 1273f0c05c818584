import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type HostTensor, hostTensor, sizeOf } from '../../trace/tensor.ts';
import { type NetworkName, networks } from '../networks/networks.ts';
import type { Weights } from '../protocol.ts';
import { parseWeights } from '../weights.ts';
import { formatNpz } from './npz.ts';
import { formatPerceptronJson } from './perceptron-json.ts';
import { formatSafetensors } from './safetensors.ts';
import { parseWeightsFile } from './weights-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const safetensors = (tensors: Readonly<Record<string, HostTensor>>): Uint8Array =>
  formatSafetensors({ tensors, metadata: {} });

const shipped = (name: NetworkName): Weights =>
  parseWeights(networks[name], readFileSync(`public/models/${name}.safetensors`));

const cnn = shipped('cnn');
const mlp = shipped('mlp');
const perceptron = shipped('perceptron');

const ones = (...shape: number[]): HostTensor =>
  hostTensor(shape, new Float32Array(sizeOf(shape)).fill(1), 'float32');
const spoiled = (
  tensor: HostTensor,
  at: number,
  value: number,
  dtype: 'float32' | 'float64' = 'float32',
): HostTensor => {
  const data =
    dtype === 'float64' ? Float64Array.from(tensor.data) : Float32Array.from(tensor.data);
  data[at] = value;
  return { ...tensor, dtype, data };
};
const without = (weights: Weights, name: string): Weights =>
  Object.fromEntries(Object.entries(weights).filter(([key]) => key !== name));
const unit = (change: Record<string, unknown>): Uint8Array => {
  const json: Record<string, unknown> = JSON.parse(formatPerceptronJson(perceptron));
  return encode(JSON.stringify({ ...json, ...change }));
};
const epoch = (change: Record<string, unknown>): Uint8Array => {
  const params = Object.fromEntries(
    [[1, 128], [1], [1], [1], [1], [1]].map((_, i) => [`param_${i}`, [[0]]]),
  );
  return encode(JSON.stringify({ ...params, ...change }));
};
const grid = (value: unknown, row = 3, column = 17): unknown[][] => {
  const rows: unknown[][] = Array.from({ length: 28 }, () => new Array(28).fill(0));
  rows[row][column] = value;
  return rows;
};

const needed =
  'Needed are, of the convolutional net 5 × 5 × 1 × 8, 8, 3 × 3 × 8 × 16, 16, 64 × 400, 64, 10 × 64, 10; of the dense net (784-128-64-10) 128 × 784, 128, 64 × 128, 64, 10 × 64, 10; of the perceptron 1 × 784, 1';

const hostile: readonly (readonly [string, Uint8Array, string])[] = [
  ['is empty', new Uint8Array(0), 'the file is empty'],
  [
    'is too large',
    new Uint8Array(64 * 2 ** 20 + 1),
    'the file has 64.1 MB; the largest that is read has 64 MB. The networks here have less than one',
  ],
  [
    'is a picture',
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70),
    'the file is neither safetensors nor .npz nor JSON; save the weights as one of these',
  ],
  [
    'is a page',
    encode('<!doctype html><html></html>'),
    'the file is neither safetensors nor .npz nor JSON; save the weights as one of these',
  ],
  [
    'is HDF5',
    Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10),
    'this is an HDF5 file, as Keras writes it; save its weights by np.savez("weights.npz", *model.get_weights())',
  ],
  [
    'is a single array',
    Uint8Array.of(0x93, ...encode('NUMPY')),
    'this is a single array (.npy); save all of them in one file, by np.savez("weights.npz", …)',
  ],
  ['is packed', Uint8Array.of(0x1f, 0x8b, 8, 0), 'this is a packed file (.gz); unpack it first'],
  [
    'is a pickle',
    Uint8Array.of(0x80, 2, 0x7d),
    'this is a Python pickle, which is not read; save the weights as safetensors',
  ],
  [
    'is a PyTorch archive',
    encode('PK\x03\x04 archive/data.pkl'),
    'this is a PyTorch file (.pt), a pickle, which is not read; save the weights by safetensors.torch.save_file(model.state_dict(), "weights.safetensors")',
  ],
  [
    'is a cut off .npz',
    formatNpz(perceptron).subarray(0, 900),
    'its 900 bytes do not end as a zip archive does; is it one, and is it whole?',
  ],
  [
    'is a cut off safetensors file',
    safetensors(perceptron).subarray(0, 900),
    'tensor "unit.W": its bytes end at 3136, those of the file at 756: it is cut off',
  ],
  [
    'is cut off JSON',
    encode(formatPerceptronJson(perceptron).slice(0, 900)),
    'the text is not whole JSON; was the file cut off?',
  ],
  [
    'has NaN in its JSON',
    encode('{"bias": 1,\n "weights": [[0, NaN]]}'),
    'the JSON has NaN in line 2; weights must be finite numbers',
  ],
  [
    'is JSON of broken bytes',
    Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d),
    'the JSON is no UTF-8 text; was the file cut off, or saved otherwise?',
  ],
  [
    'is a JSON list',
    encode('[1, 2]'),
    'the JSON is a list; an object is needed: {"param_0": …} or {"weights": …, "bias": …}',
  ],
  [
    'is JSON of something else',
    encode('{"name": 1, "__proto__": {"weights": 1}}'),
    'the JSON has "name", "__proto__"; known are {"param_0" … "param_5"} of the dense net and {"weights", "bias"} of the perceptron',
  ],
  [
    'is an empty object',
    encode('{}'),
    'the JSON has no keys; known are {"param_0" … "param_5"} of the dense net and {"weights", "bias"} of the perceptron',
  ],
  [
    'has weights only in its prototype',
    encode('{"__proto__": {"weights": [[0]], "bias": 0}}'),
    'the JSON has "__proto__"; known are {"param_0" … "param_5"} of the dense net and {"weights", "bias"} of the perceptron',
  ],
  [
    'has a text among the weights',
    unit({ weights: grid('0.5') }),
    'entry [3, 17] of "weights" is a text, not a number',
  ],
  [
    'has a hole among the weights',
    unit({ weights: grid(null) }),
    'entry [3, 17] of "weights" is null, not a number',
  ],
  [
    'has a list among the weights',
    unit({ weights: grid([1]) }),
    'entry [3, 17] of "weights" is a list, not a number',
  ],
  [
    'has a number where a row belongs',
    unit({ weights: [[1, 2], 3] }),
    'entry [1] of "weights" is 3; a list was expected',
  ],
  [
    'has rows of two lengths',
    unit({ weights: [[1, 2], [3]] }),
    'entry [1] of "weights" has 1 of the 2 entries that others have',
  ],
  ['has an empty list', unit({ weights: [] }), '"weights" has an empty list'],
  [
    'has lists without end',
    encode(`{"bias": 0, "weights": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    '"weights" has lists in lists, more than 4 deep',
  ],
  [
    'has a picture of another size',
    unit({
      weights: [
        [1, 2],
        [3, 4],
      ],
    }),
    '"weights" must be 28 × 28 or 784 or 1 × 784, the file has 2 × 2; is it from another network?',
  ],
  [
    'has a number beyond all bounds',
    encode('{"bias": 1e999, "weights": [[0]]}'),
    '"weights" must be 28 × 28 or 784 or 1 × 784, the file has 1 × 1; is it from another network?',
  ],
  [
    'has an infinite bias',
    encode(formatPerceptronJson(perceptron).replace(/"bias":[^,}]+/, '"bias":1e999')),
    '"bias" is Infinity, no finite number; a network that computes with it says nothing',
  ],
  [
    'lacks a param',
    encode(JSON.stringify({ param_0: [[1]], param_2: [[1]] })),
    '"param_1" is missing: the dense net needs param_0 … param_5',
  ],
  [
    'has a param too many',
    epoch({ param_6: [1] }),
    '"param_6" is one too many: the dense net has param_0 … param_5',
  ],
  [
    'has a param of another shape',
    epoch({}),
    '"param_0" must be 128 × 784 or 784 × 128, the file has 1 × 1; is it from another network?',
  ],
  [
    'has a param that is an object',
    epoch({ param_0: { a: 1 } }),
    '"param_0" is an object, not a number',
  ],
  [
    'has a matrix of another shape',
    safetensors({ ...cnn, 'dense1.W': ones(400, 63) }),
    '"dense1.W" must be 64 × 400 or 400 × 64, the file has 400 × 63; is it from another network?',
  ],
  [
    'lacks a tensor',
    safetensors(without(cnn, 'conv2.b')),
    '"conv2.b" (16) is missing: the convolutional net needs "conv1.w", "conv1.b", "conv2.w", "conv2.b", "dense1.W", "dense1.b", "dense2.W", "dense2.b"; the file has "conv1.w", "conv1.b", "conv2.w", "dense1.W", "dense1.b", "dense2.W", "dense2.b"',
  ],
  [
    'has a tensor too many',
    safetensors({ ...mlp, momentum: ones(3) }),
    'the file also has "momentum", for which the dense net (784-128-64-10) has no place; save the 6 parameters alone',
  ],
  [
    'has a name that objects are born with',
    safetensors({ ...mlp, ['__proto__']: ones(3) }),
    'the file also has "__proto__", for which the dense net (784-128-64-10) has no place; save the 6 parameters alone',
  ],
  [
    'has NaN',
    safetensors({ ...cnn, 'dense1.W': spoiled(cnn['dense1.W'], 1217, Number.NaN) }),
    'entry [3, 17] of "dense1.W" is NaN, no finite number; a network that computes with it says nothing',
  ],
  [
    'has a number beyond float32',
    formatNpz({ ...mlp, 'dense3.b': spoiled(mlp['dense3.b'], 4, 1e300, 'float64') }),
    'entry [4] of "dense3.b" is 1e+300, more than float32 holds; a network that computes with it says nothing',
  ],
  [
    'mixes two layouts',
    safetensors({ ...cnn, 'conv2.w': ones(16, 8, 3, 3) }),
    'some kernels have their channels first (PyTorch), others last (Keras): save them all in one layout',
  ],
  [
    'fits no network',
    formatNpz({ arr_0: ones(784, 100), arr_1: ones(100) }),
    `these tensors fit no network here: the file has "arr_0" 784 × 100, "arr_1" 100. ${needed}`,
  ],
  [
    'has two tensors for one place',
    formatNpz({ a: ones(784), b: ones(1, 784) }),
    `these tensors fit no network here: the file has "a" 784, "b" 1 × 784. ${needed}`,
  ],
  [
    'has a thousand tensors',
    formatNpz(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`t${i}`, ones(2)]))),
    `these tensors fit no network here: the file has "t0" 2, "t1" 2, "t2" 2, "t3" 2, "t4" 2, "t5" 2, "t6" 2, "t7" 2 and 992 more. ${needed}`,
  ],
];

describe('a file is refused, with the reason, that', () => {
  it.each(hostile)('%s', async (_, bytes, message) => {
    await expect(parseWeightsFile(bytes)).rejects.toHaveProperty('message', message);
  });
});
