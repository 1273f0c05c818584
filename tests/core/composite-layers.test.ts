import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { node } from '../../src/core/networks/build.ts';
import { runningStatistics } from '../../src/core/running-statistics.ts';
import { Random } from '../../src/digits/random.ts';
import type { Attributes, Graph } from '../../src/trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../../src/trace/tensor.ts';
import { activationOf, savedOf, type Trace } from '../../src/trace/trace.ts';

const engines = [new HostEngine('float64'), new HostEngine('float32')];
const [engine] = engines;

type Given = Readonly<Record<string, HostTensor>>;

const tensor = (shape: Shape, data: readonly number[]): HostTensor => ({
  shape,
  dtype: 'float64',
  data,
});

/** One layer, its parameters named by their roles, all its inputs real. */
function run(
  kind: Parameters<typeof node>[1],
  inputs: Given,
  params: Given = {},
  attrs: Attributes = {},
  on = engine,
): Trace {
  const roles = Object.fromEntries(Object.keys(params).map((role) => [role, role]));
  const graph: Graph = {
    inputs: Object.entries(inputs).map(([id, { shape }]) => ({
      id,
      shape: shape.slice(1),
      dtype: 'real',
    })),
    params: Object.entries(params).map(([id, { shape }]) => ({ id, shape })),
    nodes: [node('y', kind, Object.keys(inputs), { attrs, params: roles })],
  };
  return on.recordNow({ graph, params, inputs });
}

const numbers = (trace: Trace): number[] => [...activationOf(trace, 'y').data];

function random(seed: number, shape: Shape, spread = 1): HostTensor {
  const source = new Random(seed);
  return tensor(
    shape,
    Array.from({ length: sizeOf(shape) }, () => source.normal(0, spread)),
  );
}

describe('attention', () => {
  const inputs = (late: number): Given => ({
    q: random(1, [1, 4, 3]),
    k: tensor(
      [1, 4, 3],
      [...random(2, [1, 4, 3]).data].map((x, i) => (i < 9 ? x : late)),
    ),
    v: tensor(
      [1, 4, 2],
      [...random(3, [1, 4, 2]).data].map((x, i) => (i < 6 ? x : late)),
    ),
  });

  it('with a causal mask knows nothing of what comes later', () => {
    const one = numbers(run('attention', inputs(0.5), {}, { causal: true }));
    const other = numbers(run('attention', inputs(-70), {}, { causal: true }));
    expect(other.slice(0, 6)).toEqual(one.slice(0, 6));
    expect(other.slice(6)).not.toEqual(one.slice(6));
  });

  it('without one it does', () => {
    const one = numbers(run('attention', inputs(0.5)));
    expect(numbers(run('attention', inputs(-70)))[0]).not.toBe(one[0]);
  });

  it.each(engines)('stays a number under huge scores, and hides exactly', (on) => {
    const q = random(4, [2, 3, 2], 3e8);
    const trace = run('attention', { q, k: q, v: random(5, [2, 3, 1]) }, {}, { causal: true }, on);
    const weights = [...savedOf(trace, 'y', 'weights').data];
    expect(weights.every(Number.isFinite)).toBe(true);
    expect([1, 2, 5].map((at) => weights[at])).toEqual([0, 0, 0]);
  });
});

describe('batch norm', () => {
  const x = random(6, [5, 2, 3], 4);
  const params = { gamma: tensor([3], [1, 1, 1]), beta: tensor([3], [0, 0, 0]) };

  it('brings each channel to mean 0 and variance 1', () => {
    const y = numbers(run('batchNorm', { x }, params, { epsilon: 0 }));
    for (const channel of [0, 1, 2]) {
      const cells = y.filter((_, i) => i % 3 === channel);
      expect(cells.reduce((a, b) => a + b, 0) / cells.length).toBeCloseTo(0, 12);
      expect(cells.reduce((a, b) => a + b * b, 0) / cells.length).toBeCloseTo(1, 12);
    }
  });

  it('for inference says the same when it is given the statistics of that very batch', () => {
    const trained = run('batchNorm', { x }, params);
    const given = {
      ...params,
      mean: savedOf(trained, 'y', 'mean'),
      variance: savedOf(trained, 'y', 'variance'),
    };
    const inferred = numbers(run('batchNorm', { x }, given, { mode: 'inference' }));
    numbers(trained).forEach((y, i) => {
      expect(inferred[i]).toBeCloseTo(y, 12);
    });
  });

  it('asks for statistics in inference, and for none in training', () => {
    expect(() => run('batchNorm', { x }, params, { mode: 'inference' })).toThrow(
      'layer "y" (batchNorm): the parameter "mean" is missing',
    );
    expect(() => run('batchNorm', { x }, { ...params, mean: params.beta })).toThrow(
      'has no parameter "mean"; it has gamma, beta',
    );
  });

  it('moves its running statistics by a tenth, the variance unbiased', () => {
    const start = { mean: [0, 10], variance: [1, 1] };
    const batch = { mean: [5, 10], variance: [3, 0] };
    const { mean, variance } = runningStatistics(start, batch, 4);
    expect([...mean]).toEqual([0.5, 10]);
    expect(variance[0]).toBeCloseTo(0.9 + 0.1 * 4, 15);
    expect(variance[1]).toBeCloseTo(0.9, 15);
    expect(() => runningStatistics(start, batch, 1)).toThrow('a variance needs 2 cells or more');
  });
});

describe('a convolution with a border', () => {
  const row = tensor([1, 1, 4, 1], [1, 2, 3, 4]);
  /** A kernel that takes the cell two to the left: what lies there is what is read. */
  const params = { kernel: tensor([1, 5, 1, 1], [1, 0, 0, 0, 0]), bias: tensor([1], [0]) };

  it.each([
    ['zero', [0, 0, 1, 2]],
    ['reflect', [3, 2, 1, 2]],
    ['replicate', [1, 1, 1, 2]],
    ['circular', [3, 4, 1, 2]],
  ])('%s reads %j', (border, read) => {
    const attrs = { padding: 'same', border };
    expect(numbers(run('conv2d', { x: row }, params, attrs))).toEqual(read);
  });
});

describe('a transposed convolution', () => {
  it.each(['valid', 'same', 'full'])("is the adjoint of the convolution, '%s'", (padding) => {
    const attrs = { padding, strides: [2, 1] };
    const kernel = random(7, [3, 2, 2, 3]);
    const x = random(8, [1, 3, 4, 3]);
    const grown = run('convTranspose2d', { x }, { kernel, bias: tensor([2], [0, 0]) }, attrs);
    const { shape } = activationOf(grown, 'y');
    const other = random(9, shape);
    const back = run('conv2d', { x: other }, { kernel, bias: tensor([3], [0, 0, 0]) }, attrs);
    expect(activationOf(back, 'y').shape).toEqual(x.shape);
    const dot = (a: HostTensor, b: HostTensor) =>
      [...a.data].reduce((total, value, i) => total + value * b.data[i], 0);
    expect(dot(activationOf(grown, 'y'), other)).toBeCloseTo(dot(activationOf(back, 'y'), x), 10);
  });

  it('says what leaves nothing over', () => {
    const params = { kernel: random(1, [3, 3, 1, 1]), bias: tensor([1], [0]) };
    expect(() =>
      run('convTranspose2d', { x: random(1, [1, 1, 1, 1]) }, params, { padding: 'full' }),
    ).toThrow("1 × 1 with a kernel of 3 × 3 and padding 'full' leaves nothing");
  });
});

describe('a switch', () => {
  const params = {
    W_router: tensor([2, 1], [3, -3]),
    W1_0: tensor([1, 1], [1]),
    b1_0: tensor([1], [0]),
    W2_0: tensor([1, 1], [10]),
    b2_0: tensor([1], [0]),
    W1_1: tensor([1, 1], [-1]),
    b1_1: tensor([1], [0]),
    W2_1: tensor([1, 1], [100]),
    b2_1: tensor([1], [0]),
  };

  it('gives each token to one expert, weighed by how sure the router is', () => {
    const graph: Graph = {
      inputs: [{ id: 'x', shape: [1], dtype: 'real' }],
      params: Object.entries(params).map(([id, { shape }]) => ({ id, shape })),
      nodes: [
        {
          ...node('layer', 'switchFfn', ['x'], {
            params: Object.fromEntries(Object.keys(params).map((role) => [role, role])),
          }),
          outputs: ['y', 'aux'],
        },
      ],
    };
    const trace = engine.recordNow({ graph, params, inputs: { x: tensor([2, 1], [1, -1]) } });
    const sure = 1 / (1 + Math.exp(-6));
    expect([...savedOf(trace, 'layer', 'expert').data]).toEqual([0, 1]);
    expect(activationOf(trace, 'y').data[0]).toBeCloseTo(10 * sure, 12);
    expect(activationOf(trace, 'y').data[1]).toBeCloseTo(100 * sure, 12);
    expect(activationOf(trace, 'aux').data[0]).toBeCloseTo(1, 12);
  });
});

describe('a shape that does not fit is named', () => {
  const state = random(1, [2, 3]);
  it.each([
    [
      'layerNorm',
      { x: random(1, [2, 4]) },
      { gamma: tensor([3], [1, 1, 1]), beta: tensor([4], [0, 0, 0, 0]) },
      'layer "y" (layerNorm): expected a gamma of 4, got 3',
    ],
    ['dropout', { x: state, mask: random(1, [2, 2]) }, {}, 'expected a mask of 2 × 3, got 2 × 2'],
    [
      'attention',
      { q: random(1, [2, 4, 3]), k: random(1, [2, 4, 2]), v: random(1, [2, 4, 2]) },
      {},
      'got 2 × 4 × 3, 2 × 4 × 2, 2 × 4 × 2',
    ],
    [
      'gruCell',
      { x: random(1, [2, 4]), h: state },
      {
        inputWeights: random(1, [9, 4]),
        hiddenWeights: random(1, [12, 3]),
        inputBias: random(1, [9]),
        hiddenBias: random(1, [9]),
      },
      'expected hiddenWeights of 9 × 3, got 12 × 3',
    ],
    [
      'graphConvolution',
      { x: random(1, [1, 3, 2]), adjacency: random(1, [1, 3, 2]) },
      { weights: random(1, [2, 2]), bias: tensor([2], [0, 0]) },
      'expected an adjacency of 1 × 3 × 3, got 1 × 3 × 2',
    ],
  ] as const)('%s', (kind, inputs, params, message) => {
    expect(() => run(kind, inputs, params)).toThrow(message);
  });
});
