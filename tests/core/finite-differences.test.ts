import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import type { Graph } from '../../src/trace/graph.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import { gradientOf, paramGradientOf } from '../../src/trace/trace.ts';
import { compareSlopes } from '../support/central-difference.ts';
import { randomRequest, residual, shared, windows } from '../support/networks.ts';

const engine = new HostEngine('float64');

const graphs: readonly (readonly [string, Graph, number])[] = [
  ['a residual', residual, 3],
  ['shared parameters', shared, 2],
  ['awkward windows', windows, 2],
  ['the shipped CNN', cnn, 1],
];

describe('gradients equal central differences of the loss', () => {
  it.each(graphs)('for %s: 60 random cells', (_, graph, batch) => {
    const { worst, kinks } = compareSlopes(randomRequest(graph, batch, 21), 60, 22);
    expect(worst).toBeLessThan(1e-6);
    expect(kinks).toBeLessThan(12);
  });
});

describe('contributions', () => {
  it('of a value that fans out are kept apart and add up to its gradient', () => {
    const trace = engine.recordNow(randomRequest(residual, 3, 5));
    const { contributions, sum } = gradientOf(trace, 'x');
    expect(contributions.map(({ node, use }) => `${node}:${use}`)).toEqual(['joined:0', 'inner:0']);
    for (let i = 0; i < sum.data.length; i++) {
      const total = contributions.reduce((t, { gradient }) => t + gradient.data[i], 0);
      expect(total).toBeCloseTo(sum.data[i], 14);
    }
  });

  it('of a shared parameter come from each of its uses, last use first', () => {
    const trace = engine.recordNow(randomRequest(shared, 2, 5));
    const { contributions, sum } = paramGradientOf(trace, 'cell.W');
    expect(contributions.map(({ node }) => node)).toEqual(['step3', 'step2', 'step1']);
    const total = contributions.reduce((t, { gradient }) => t + gradient.data[0], 0);
    expect(total).toBeCloseTo(sum.data[0], 12);
  });

  it('of a value that the loss does not depend on are none, and its gradient is zero', () => {
    const trace = engine.recordNow(randomRequest(cnn, 1, 5));
    expect(gradientOf(trace, 'probs').contributions).toEqual([]);
    expect(largestMagnitude(gradientOf(trace, 'probs').sum.data)).toBe(0);
  });
});
