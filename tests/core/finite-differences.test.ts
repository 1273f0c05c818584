import { describe, expect, it } from 'vitest';
import type { RecordRequest } from '../../src/core/engine.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { Random } from '../../src/digits/random.ts';
import type { Graph } from '../../src/trace/graph.ts';
import { type HostTensor, largestMagnitude } from '../../src/trace/tensor.ts';
import { gradientOf, paramGradientOf, type Trace } from '../../src/trace/trace.ts';
import { randomRequest, residual, shared, windows } from '../support/networks.ts';

const engine = new HostEngine('float64');
const epsilon = 1e-5;

function nudged(tensor: HostTensor, index: number, by: number): HostTensor {
  const data = Float64Array.from(tensor.data);
  data[index] += by;
  return { ...tensor, data };
}

/** Which side of every kink a run lies on: ReLU signs and pool winners. */
function sides(trace: Trace): string {
  const signs = trace.graph.nodes
    .filter((node) => node.kind === 'relu')
    .flatMap((node) => [...trace.values[node.inputs[0]].data].map((x) => (x > 0 ? '+' : '-')));
  const winners = Object.values(trace.saved).flatMap((saved) => [...(saved.winners?.data ?? [])]);
  return `${signs.join('')} ${winners.join(' ')}`;
}

/** Central difference of the loss along one cell; undefined where ±ε crosses a kink. */
function slope(request: RecordRequest, of: 'inputs' | 'params', id: string, index: number) {
  const at = (by: number) =>
    engine.recordNow({
      ...request,
      [of]: { ...request[of], [id]: nudged(request[of][id], index, by) },
    });
  const up = at(epsilon);
  const down = at(-epsilon);
  if (sides(up) !== sides(down)) return undefined;
  return (up.values.loss.data[0] - down.values.loss.data[0]) / (2 * epsilon);
}

const graphs: readonly (readonly [string, Graph, number])[] = [
  ['a residual', residual, 3],
  ['shared parameters', shared, 2],
  ['awkward windows', windows, 2],
  ['the shipped CNN', cnn, 1],
];

describe('gradients equal central differences of the loss', () => {
  it.each(graphs)('for %s: 60 random cells', (_, graph, batch) => {
    const request = randomRequest(graph, batch, 21);
    const trace = engine.recordNow(request);
    const random = new Random(22);
    const reals = graph.inputs.filter((input) => input.dtype === 'real').map((input) => input.id);
    let kinks = 0;
    let worst = 0;
    for (let i = 0; i < 60; i++) {
      const of = i % 2 === 0 ? 'params' : 'inputs';
      const ids = of === 'params' ? graph.params.map((param) => param.id) : reals;
      const id = ids[random.below(ids.length)];
      const analytic = of === 'params' ? paramGradientOf(trace, id) : gradientOf(trace, id);
      const index = random.below(analytic.sum.data.length);
      const numeric = slope(request, of, id, index);
      if (numeric === undefined) {
        kinks++;
        continue;
      }
      const scale = Math.max(largestMagnitude(analytic.sum.data), 1e-6);
      worst = Math.max(worst, Math.abs(analytic.sum.data[index] - numeric) / scale);
    }
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
