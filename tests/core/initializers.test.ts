import { describe, expect, it } from 'vitest';
import {
  fansOf,
  heUniform,
  type InitializerName,
  initializers,
  initialParams,
  initialTensor,
} from '../../src/core/initializers.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { Random } from '../../src/digits/random.ts';
import type { Graph } from '../../src/trace/graph.ts';

const names = Object.keys(initializers).filter(
  (name): name is InitializerName => name in initializers,
);

/** The first numbers of each from seed 7, shape [2, 3]: the same on every machine, for ever. */
const fixed: Record<InitializerName, readonly number[]> = {
  zeros: [0, 0, 0, 0, 0, 0],
  constant: [
    0.009999999776482582, 0.009999999776482582, 0.009999999776482582, 0.009999999776482582,
    0.009999999776482582, 0.009999999776482582,
  ],
  uniform: [
    0.027170460671186447, -0.026647502556443214, 0.03018414042890072, -0.03457128256559372,
    -0.0024028359912335873, 0.026731641963124275,
  ],
  normal: [
    -0.0010084533132612705, 0.0051017762161791325, -0.010906677693128586, -0.008837738074362278,
    -0.020393066108226776, -0.00940856896340847,
  ],
  glorotUniform: [
    0.5952749252319336, -0.5838175415992737, 0.6613013744354248, -0.7574188113212585,
    -0.05264350026845932, 0.5856609344482422,
  ],
  glorotNormal: [
    -0.06378018856048584, 0.32266464829444885, -0.6897988319396973, -0.5589476227760315,
    -1.2897707223892212, -0.5950501561164856,
  ],
  heUniform: [
    0.7684966325759888, -0.7537052035331726, 0.853736400604248, -0.9778234958648682,
    -0.06796246767044067, 0.7560849785804749,
  ],
  heNormal: [
    -0.08233987540006638, 0.41655826568603516, -0.8905264735221863, -0.7215982675552368,
    -1.6650868654251099, -0.7682064771652222,
  ],
};

describe('initialisers', () => {
  it.each(names)('%s draws the same numbers everywhere', (name) => {
    const { data, dtype } = initialTensor([2, 3], name, {}, new Random(7));
    expect(dtype).toBe('float32');
    expect(Array.from(data)).toEqual(fixed[name]);
    expect(initializers[name].name).toBe(name);
  });

  it('count fans: dense [out, in], kernels [kh, kw, C, O]', () => {
    expect(fansOf([10, 64])).toEqual({ in: 64, out: 10 });
    expect(fansOf([3, 5, 8, 16])).toEqual({ in: 120, out: 240 });
    expect(fansOf([4, 8, 16])).toEqual({ in: 32, out: 64 });
    expect(fansOf([7])).toEqual({ in: 7, out: 7 });
  });

  it.each([
    ['glorotUniform', 2 / (300 + 200), Math.sqrt(6 / 500)],
    ['glorotNormal', 2 / (300 + 200), Number.POSITIVE_INFINITY],
    ['heUniform', 2 / 300, Math.sqrt(6 / 300)],
    ['heNormal', 2 / 300, Number.POSITIVE_INFINITY],
  ] as const)('%s has the mean 0 and its variance (seed 8)', (name, variance, limit) => {
    const numbers = Array.from(initialTensor([200, 300], name, {}, new Random(8)).data);
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const spread = numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / numbers.length));
    expect(spread / variance).toBeGreaterThan(0.97);
    expect(spread / variance).toBeLessThan(1.03);
    const largest = numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(largest).toBeLessThanOrEqual(limit);
  });

  it('keep the spread of a signal through twenty layers of ReLU: He does, a small one does not', () => {
    const through = (name: InitializerName): number => {
      const random = new Random(9);
      let signal = Array.from({ length: 100 }, () => random.normal(0, 1));
      for (let layer = 0; layer < 20; layer++) {
        const { data } = initialTensor([100, 100], name, {}, random);
        signal = signal.map((_, o) => {
          const sum = signal.reduce((total, x, i) => total + data[o * 100 + i] * x, 0);
          return Math.max(0, sum);
        });
      }
      return Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / 100);
    };
    expect(through('heNormal')).toBeGreaterThan(0.1);
    expect(through('heNormal')).toBeLessThan(10);
    expect(through('normal')).toBeLessThan(1e-15);
    expect(through('glorotNormal')).toBeLessThan(1e-2);
  });

  it('fill a network: weights in order, biases 0, scales 1, slopes ¼', () => {
    const params = initialParams(cnn, 'heUniform', {}, new Random(4, 1));
    expect(Object.keys(params)).toEqual(cnn.params.map(({ id }) => id));
    expect(new Set(params['conv1.b'].data)).toEqual(new Set([0]));
    const random = new Random(4, 1);
    const first = initialTensor(params['conv1.w'].shape, 'heUniform', {}, random);
    const second = initialTensor(params['conv2.w'].shape, 'heUniform', {}, random);
    expect(params['conv1.w']).toEqual(first);
    expect(params['conv2.w']).toEqual(second);
    const again = new Random(4, 1);
    expect(heUniform(cnn, (low, high) => again.between(low, high))).toEqual(params);
    const graph: Graph = {
      inputs: [{ id: 'x', shape: [3], dtype: 'real' }],
      params: ['g', 'b', 'a'].map((id) => ({ id, shape: [3] })),
      nodes: [
        node('y', 'layerNorm', 'x', { gamma: 'g', beta: 'b' }),
        node('z', 'prelu', 'y', { alpha: 'a' }),
      ],
    };
    const rows = initialParams(graph, 'heNormal', {}, new Random(1));
    expect(Array.from(rows.g.data)).toEqual([1, 1, 1]);
    expect(Array.from(rows.b.data)).toEqual([0, 0, 0]);
    expect(Array.from(rows.a.data)).toEqual([0.25, 0.25, 0.25]);
  });

  it('name a wrong setting', () => {
    expect(() => initialTensor([2], 'uniform', { limit: -1 }, new Random(1))).toThrow(
      'uniform: "limit" should be a number in [0, ∞), and is -1',
    );
  });
});

function node(
  id: string,
  kind: string,
  input: string,
  params: Readonly<Record<string, string>>,
): Graph['nodes'][number] {
  return { id, kind, attrs: {}, inputs: [input], outputs: [id], params };
}
