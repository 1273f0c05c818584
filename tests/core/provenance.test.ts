import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import type { LayerKind } from '../../src/core/layers.ts';
import { node } from '../../src/core/networks/build.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { type Attributes, checkGraph, type Graph } from '../../src/trace/graph.ts';
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

describe('an explanation holds where a network is as sure as numbers can be', () => {
  const logits = Float64Array.of(1000, 0, -1000, 0, 1000, -1000, 0, 0, 0);
  const given: readonly (readonly [LayerKind, Attributes])[] = [
    ['crossEntropy', { labelSmoothing: 0.1 }],
    ['focalLoss', { gamma: 0 }],
    ['focalLoss', { gamma: 1 }],
    ['focalLoss', { gamma: 2 }],
    ['focalLoss', { gamma: 2.5 }],
  ];
  it.each(given)('%s %o', (kind, attrs) => {
    const graph = checkGraph({
      inputs: [
        { id: 'z', shape: [3], dtype: 'real' },
        { id: 'label', shape: [], dtype: 'index', below: 3 },
      ],
      params: [],
      nodes: [node('loss', kind, ['z', 'label'], { attrs })],
      loss: 'loss',
    });
    const trace = new HostEngine('float64').recordNow({
      graph,
      params: {},
      inputs: {
        z: { shape: [3, 3], dtype: 'float64', data: logits },
        label: { shape: [3], dtype: 'int32', data: Int32Array.of(0, 2, 1) },
      },
    });
    expect(worstAnswer(trace, questions(trace, 200, 5))).toBeLessThan(1e-12);
  });
});
