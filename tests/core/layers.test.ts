import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { mlp } from '../../src/core/networks/mlp.ts';
import type { Graph, GraphNode } from '../../src/trace/graph.ts';
import { parameterCount } from '../../src/trace/graph.ts';
import type { HostTensor, Shape } from '../../src/trace/tensor.ts';
import { gradientOf, savedOf } from '../../src/trace/trace.ts';
import { randomRequest } from '../support/networks.ts';

const engine = new HostEngine('float64');
const tensor = (shape: Shape, data: readonly number[]): HostTensor => ({
  shape,
  dtype: 'float64',
  data,
});

function one(node: Partial<GraphNode> & { kind: string }, shape: Shape): Graph {
  return {
    inputs: [{ id: 'x', shape, dtype: 'real' }],
    params: [],
    nodes: [{ id: 'y', attrs: {}, inputs: ['x'], outputs: ['y'], params: {}, ...node }],
  };
}
const run = (graph: Graph, x: HostTensor) => engine.recordNow({ graph, params: {}, inputs: { x } });

describe('a mistake is named', () => {
  const x = tensor([1, 2], [1, 2]);
  it.each([
    [
      'an unknown kind',
      { kind: 'rellu' },
      'layer "y" (rellu): unknown kind "rellu"; known are: absoluteError, add,',
    ],
    ['an unknown attribute', { kind: 'relu', attrs: { slope: 1 } }, 'unknown attribute "slope"'],
    [
      'a missing parameter',
      { kind: 'dense' },
      'layer "y" (dense): the parameter "weights" is missing',
    ],
    ['a wrong number of inputs', { kind: 'add' }, 'layer "y" (add): takes 2 inputs, got 1'],
    ['a wrong rank', { kind: 'maxPool2d' }, 'needs images [N, H, W, C], got 1 × 2'],
  ])('%s', (_, node, message) => {
    expect(() => run(one(node, [2]), x)).toThrow(message);
  });

  it('a bad attribute, with what it may be', () => {
    const graph = one({ kind: 'maxPool2d', attrs: { size: 0 } }, [4, 4, 1]);
    expect(() => run(graph, tensor([1, 4, 4, 1], new Array(16).fill(0)))).toThrow(
      'the attribute "size" must be a whole number ≥ 1 or two of them, got 0',
    );
  });
  it('an input of the wrong shape, with both shapes', () => {
    expect(() => run(one({ kind: 'relu' }, [3]), x)).toThrow(
      'input "x": expected 1 × 3, got 1 × 2',
    );
  });
  it('a label that is no class', () => {
    const request = randomRequest(cnn, 1, 3);
    const label = { shape: [1], dtype: 'int32' as const, data: [12] };
    expect(() => engine.recordNow({ ...request, inputs: { ...request.inputs, label } })).toThrow(
      'input "label": entry 0 is 12; expected a whole number from 0 to 9',
    );
  });
});

describe('max-pool', () => {
  const picture = tensor([1, 4, 4, 1], [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6]);
  it('keeps 6, 8, 9, 6 of the lesson and remembers where they stood', () => {
    const trace = run(one({ kind: 'maxPool2d' }, [4, 4, 1]), picture);
    expect([...trace.values.y.data]).toEqual([6, 8, 9, 6]);
    expect([...savedOf(trace, 'y', 'winners').data]).toEqual([5, 7, 8, 15]);
  });
  it('gives a tie to the first cell in row-major order', () => {
    const trace = run(
      one({ kind: 'maxPool2d', attrs: { size: 2, strides: 1 } }, [2, 3, 1]),
      tensor([1, 2, 3, 1], [1, 4, 4, 4, 0, 4]),
    );
    expect([...savedOf(trace, 'y', 'winners').data]).toEqual([1, 1]);
  });
  it('lets a NaN through instead of hiding it', () => {
    const trace = run(
      one({ kind: 'maxPool2d' }, [2, 2, 1]),
      tensor([1, 2, 2, 1], [1, Number.NaN, 3, 2]),
    );
    expect(trace.values.y.data[0]).toBeNaN();
  });
});

describe('relu', () => {
  it('has slope 0 at 0 and keeps a NaN', () => {
    const trace = run(one({ kind: 'relu' }, [3]), tensor([1, 3], [-1, 0, Number.NaN]));
    expect([...trace.values.y.data]).toEqual([0, 0, Number.NaN]);
  });
});

describe('softmax', () => {
  it('of [50, 90, 100] overflows nowhere, not even in float32', () => {
    const graph = one({ kind: 'softmax' }, [3]);
    const x = tensor([1, 3], [50, 90, 100]);
    const trace = new HostEngine('float32').recordNow({ graph, params: {}, inputs: { x } });
    expect(trace.values.y.data[2]).toBeCloseTo(0.9999546, 7);
  });
});

describe('cross-entropy', () => {
  it('of [1, 2, 0.5] and label 1 is 0.464, its gradient s − y', () => {
    const graph: Graph = {
      inputs: [
        { id: 'z', shape: [3], dtype: 'real' },
        { id: 'label', shape: [], dtype: 'index', below: 3 },
      ],
      params: [],
      nodes: [
        {
          id: 'loss',
          kind: 'crossEntropy',
          attrs: {},
          inputs: ['z', 'label'],
          outputs: ['loss'],
          params: {},
        },
      ],
      loss: 'loss',
    };
    const trace = engine.recordNow({
      graph,
      params: {},
      inputs: { z: tensor([1, 3], [1, 2, 0.5]), label: { shape: [1], dtype: 'int32', data: [1] } },
    });
    expect(trace.values.loss.data[0]).toBeCloseTo(0.464, 3);
    const gradient = [...gradientOf(trace, 'z').sum.data].map((g) => Number(g.toFixed(3)));
    expect(gradient).toEqual([0.231, -0.371, 0.14]);
  });
});

describe('the shipped networks', () => {
  it('have the parameters that their descriptions say', () => {
    expect(parameterCount(mlp)).toBe(109_386);
    expect(parameterCount(cnn)).toBe(27_690);
  });
  it('do not depend on what else is in the batch', () => {
    const request = randomRequest(cnn, 3, 9);
    const together = engine.recordNow(request);
    const alone = engine.recordNow({
      ...request,
      inputs: {
        x: tensor([1, 28, 28, 1], [...request.inputs.x.data].slice(784, 1568)),
        label: { shape: [1], dtype: 'int32', data: [request.inputs.label.data[1]] },
      },
    });
    expect([...together.values.probs.data].slice(10, 20)).toEqual([...alone.values.probs.data]);
  });
});
