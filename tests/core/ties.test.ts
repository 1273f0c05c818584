import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { node } from '../../src/core/networks/build.ts';
import { type TieRule, tieRules } from '../../src/core/pooling.ts';
import { Random } from '../../src/digits/random.ts';
import { type Attributes, checkGraph, type Graph } from '../../src/trace/graph.ts';
import { sizeOf } from '../../src/trace/tensor.ts';
import { gradientOf, savedOf } from '../../src/trace/trace.ts';
import { questions, worstAnswer } from '../support/questions.ts';

const engine = new HostEngine('float64');

/** A pool on [H, W, C] whose loss weighs every output by a target: half squared distances. */
function pooled(attrs: Attributes, shape: readonly number[], out: readonly number[]): Graph {
  return checkGraph({
    inputs: [
      { id: 'x', shape, dtype: 'real' },
      { id: 'target', shape: out, dtype: 'real' },
    ],
    params: [],
    nodes: [
      node('y', 'maxPool2d', ['x'], { attrs }),
      node('loss', 'squaredError', ['y', 'target'], { attrs: { reduction: 'sum' } }),
    ],
    loss: 'loss',
  });
}

const real = (shape: readonly number[], data: readonly number[]) => ({
  shape,
  dtype: 'float64' as const,
  data,
});

/** Two windows of 2 × 2 over x [2, 3], and the upstream that each of them gets: 2 (y − target). */
function routed(ties: TieRule, x: readonly number[], upstreams: readonly number[]) {
  const graph = pooled({ size: 2, strides: 1, ties }, [2, 3, 1], [1, 2, 1]);
  const largest = [Math.max(x[0], x[1], x[3], x[4]), Math.max(x[1], x[2], x[4], x[5])];
  const target = largest.map((y, i) => y - upstreams[i] / 2);
  const inputs = { x: real([1, 2, 3, 1], x), target: real([1, 1, 2, 1], target) };
  const trace = engine.recordNow({ graph, params: {}, inputs });
  expect([...trace.values.y.data]).toEqual(largest);
  return trace;
}

describe('the gradient of a tie', () => {
  // Two windows that overlap, three winners each, two of them shared.
  const x = [4, 4, 1, 0, 4, 4];
  it.each([
    ['first', [6, 12, 0, 0, 0, 0]],
    ['last', [0, 0, 0, 0, 6, 12]],
    ['split', [2, 6, 0, 0, 6, 4]],
  ] as const)('goes by the rule "%s" to %j, the value stays', (ties, expected) => {
    const trace = routed(ties, x, [6, 12]);
    const gradient = gradientOf(trace, 'x').sum.data;
    expect(Array.from(gradient, (g) => Math.round(g * 1e9) / 1e9)).toEqual(expected);
  });

  it('is counted where it is split', () => {
    expect([...savedOf(routed('split', x, [6, 12]), 'y', 'counts').data]).toEqual([3, 3]);
  });

  it('is the one winner’s by every rule where there is no tie', () => {
    for (const ties of tieRules) {
      const trace = routed(ties, [1, 2, 3, 4, 5, 6], [1, 1]);
      expect([...gradientOf(trace, 'x').sum.data]).toEqual([0, 0, 0, 0, 1, 1]);
    }
  });

  it.each(tieRules)('is explained exactly by the rule "%s", ties and all', (ties) => {
    const random = new Random(3, 41);
    let tied = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const strides = 1 + random.below(2);
      const graph = pooled(
        { size: 2, strides, ties },
        strides === 1 ? [4, 5, 2] : [6, 4, 2],
        strides === 1 ? [3, 4, 2] : [3, 2, 2],
      );
      const feed = (id: string, next: () => number) => {
        const shape = [2, ...(graph.inputs.find((input) => input.id === id)?.shape ?? [])];
        return real(shape, Array.from({ length: sizeOf(shape) }, next));
      };
      // Three different values: ties everywhere.
      const inputs = {
        x: feed('x', () => random.below(3)),
        target: feed('target', () => random.normal()),
      };
      const trace = engine.recordNow({ graph, params: {}, inputs });
      const counts = ties === 'split' ? savedOf(trace, 'y', 'counts').data : [];
      tied += Array.from(counts).filter((count) => count > 1).length;
      expect(worstAnswer(trace, questions(trace, 100, seed))).toBeLessThan(1e-12);
    }
    if (ties === 'split') expect(tied).toBeGreaterThan(100);
  });

  it('is nobody’s by a rule that does not exist', () => {
    const graph = pooled({ ties: 'middle' }, [2, 2, 1], [1, 1, 1]);
    const inputs = { x: real([1, 2, 2, 1], [1, 2, 3, 4]), target: real([1, 1, 1, 1], [0]) };
    expect(() => engine.recordNow({ graph, params: {}, inputs })).toThrow(
      'layer "y" (maxPool2d): the attribute "ties" must be one of first, last, split, got "middle"',
    );
  });
});
