import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import type { Graph } from '../../src/trace/graph.ts';
import { randomRequest, residual, shared, windows } from '../support/networks.ts';
import { questions, worstAnswer } from '../support/questions.ts';

const graphs: readonly (readonly [string, Graph, number])[] = [
  ['a residual, where a value fans out', residual, 3],
  ['three steps that share their weights', shared, 2],
  ["'same', 'full', strides, dilation and overlapping pools", windows, 2],
  ['the shipped CNN', cnn, 1],
];

describe('an explanation comes to exactly the number in the trace', () => {
  it.each(graphs)('for %s: 600 random cells', (_, graph, batch) => {
    const trace = new HostEngine('float64').recordNow(randomRequest(graph, batch, 7));
    const worst = worstAnswer(trace, questions(trace, 600, 11));
    expect(worst).toBeLessThan(1e-12);
  });
});
