import { describe, expect, it } from 'vitest';
import { graphOf, millionProducts, widths } from '../../scripts/bench/networks.ts';
import { planOf } from '../../src/core/execute.ts';
import { sizeOf } from '../../src/trace/tensor.ts';

describe('the networks of the bench', () => {
  it.each(widths)('fit together %i times as wide, and their products are counted', (width) => {
    const graph = graphOf('cnn', width);
    const { shapes } = planOf(graph, 1);
    const kernels = new Map(graph.params.map(({ id, shape }) => [id, shape]));
    let products = 0;
    for (const { id, kind, params } of graph.nodes) {
      const out = shapes.get(id) ?? [];
      // Each output cell sums one product for each weight of its unit.
      if (kind === 'conv2d') {
        const kernel = kernels.get(params.kernel) ?? [];
        products += sizeOf(out) * sizeOf(kernel.slice(0, 3));
      }
      if (kind === 'dense') products += sizeOf(kernels.get(params.weights) ?? []);
    }
    expect(millionProducts(width)).toBeCloseTo(products / 1e6, 9);
  });

  it('knows no wider MLP', () => {
    expect(() => graphOf('mlp', 2)).toThrow('only the CNN is made wider');
  });
});
