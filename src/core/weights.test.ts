import { expect, test } from 'vitest';
import { checkGraph } from '../trace/graph.ts';
import { formatSafetensors } from './formats/safetensors.ts';
import { parseWeights } from './weights.ts';

const graph = checkGraph({
  inputs: [{ id: 'x', shape: [2], dtype: 'real' }],
  params: [{ id: 'bias', shape: [2] }],
  nodes: [],
});
const tensor = { shape: [2], dtype: 'float32', data: Float32Array.of(1, 2) } as const;
const parse = (names: readonly string[]): unknown => {
  const tensors = Object.fromEntries(names.map((name) => [name, tensor]));
  return parseWeights(graph, formatSafetensors({ tensors, metadata: {} }));
};

test('the parameters of a graph are read by name', () => {
  expect(parse(['bias'])).toEqual({ bias: tensor });
});

test('a tensor too many is refused, whatever it is called', () => {
  for (const name of ['more', 'constructor', '__proto__', 'toString']) {
    expect(() => parse(['bias', name])).toThrow(`no parameter named ${name}`);
  }
});

test('a parameter that is missing is named, with what the file has', () => {
  expect(() => parse(['toString'])).toThrow('the parameter "bias" (2) is not in the file');
});
