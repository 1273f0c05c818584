import { describe, expect, test } from 'vitest';
import { adam } from '../../../core/optimizers/adam.ts';
import type { Row } from '../../../core/optimizers/row.ts';
import type { Weights } from '../../../core/protocol.ts';
import type { HostTensor } from '../../../trace/tensor.ts';
import { activationOf } from '../../../trace/trace.ts';
import { tracedThree } from '../../traced-three.ts';
import { strayNumbers, updated } from './update.ts';
import { changesOf, mostMoved, weightName } from './weight-change.ts';

const trace = tracedThree('cnn');
const weights = trace.params;
const gradients: Weights = Object.fromEntries(
  Object.entries(trace.backward?.params ?? {}).map(([id, { sum }]): [string, HostTensor] => [
    id,
    sum,
  ]),
);

const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

describe('a step of SGD', () => {
  const rate = 0.01;
  const next = updated(weights, gradients, { optimizer: 'sgd', rate });

  test('is w − ηg, for every single weight', () => {
    for (const { id } of trace.graph.params) {
      const by = Array.from(weights[id].data, (w, i) => w - rate * gradients[id].data[i]);
      expect(worst(next.weights[id].data, by), id).toBeLessThan(1e-7);
    }
  });

  test('promises −η‖g‖², and leaves Adam nothing to remember', () => {
    let square = 0;
    for (const { data } of Object.values(gradients)) for (const g of data) square += g * g;
    expect(square).toBeGreaterThan(0);
    expect(next.promised.change).toBeCloseTo(-rate * square, 12);
    expect(next.promised.gradientNorm ** 2).toBeCloseTo(square, 9);
    expect(next.memory).toBeUndefined();
  });

  test('changes nothing in place, and a parameter without a gradient not at all', () => {
    const { 'conv1.w': _, ...others } = gradients;
    const copy = Array.from(weights['dense2.b'].data);
    const to = updated(weights, others, { optimizer: 'sgd', rate: 1 });
    expect(to.weights['conv1.w']).toBe(weights['conv1.w']);
    expect(Array.from(weights['dense2.b'].data)).toEqual(copy);
  });
});

describe('steps of Adam', () => {
  test('are those of the optimiser, three in a row, with its memory handed on', () => {
    const { data } = weights['dense1.W'];
    const gradient = gradients['dense1.W'].data;
    let now = weights;
    let memory: ReturnType<typeof updated>['memory'];
    let row: Row = Float32Array.from(data);
    let state = adam.start(row, adam.defaults);
    for (let step = 0; step < 3; step++) {
      const next = updated(now, gradients, { optimizer: 'adam', rate: 0.003 }, memory);
      ({ weights: now, memory } = next);
      ({ weights: row, state } = adam.step(
        { weights: row, gradient },
        state,
        0.003,
        adam.defaults,
      ));
    }
    expect(memory?.['dense1.W'].step).toBe(3);
    expect(worst(now['dense1.W'].data, row)).toBe(0);
    // Its first step moves every weight that has a slope by η, whatever the slope.
    const first = updated(weights, gradients, { optimizer: 'adam', rate: 0.003 });
    const by = Array.from(data, (w, i) => w - 0.003 * Math.sign(gradient[i]));
    const steep = by.filter((_, i) => Math.abs(gradient[i]) > 1e-4);
    const moved = Array.from(first.weights['dense1.W'].data).filter(
      (_, i) => Math.abs(gradient[i]) > 1e-4,
    );
    expect(steep.length).toBeGreaterThan(100);
    expect(worst(moved, steep)).toBeLessThan(1e-6);
  });

  test('promise g · Δw', () => {
    const next = updated(weights, gradients, { optimizer: 'adam', rate: 0.001 });
    let change = 0;
    for (const [id, { data }] of Object.entries(gradients)) {
      for (let i = 0; i < data.length; i++) {
        change += data[i] * (next.weights[id].data[i] - weights[id].data[i]);
      }
    }
    expect(change).toBeLessThan(0);
    expect(next.promised.change).toBeCloseTo(change, 9);
  });
});

test('weights that a step threw out of float32 are counted, and the first one is named', () => {
  const row = (...data: number[]): HostTensor => ({
    shape: [data.length],
    dtype: 'float32',
    data: Float32Array.from(data),
  });
  expect(strayNumbers({ a: row(1, 2), b: row(Number.NaN, 1e39, 3) })).toEqual({
    count: 2,
    first: 'b',
  });
  expect(strayNumbers(weights).count).toBe(0);
  expect(activationOf(trace, 'loss').data[0]).toBeGreaterThan(0);
});

describe('the weights that moved', () => {
  const to = updated(weights, gradients, { optimizer: 'sgd', rate: 0.1 }).weights;
  const changes = changesOf(trace.graph, weights, to);

  test('have the norm of their difference, and of what it is to them', () => {
    for (const { id, norm, relative } of changes) {
      const difference = Array.from(to[id].data, (w, i) => w - weights[id].data[i]);
      expect(norm).toBeCloseTo(Math.hypot(...difference), 9);
      const size = Math.hypot(...weights[id].data);
      if (size > 0) expect(relative).toBeCloseTo(norm / size, 9);
      else expect(relative).toBeUndefined();
    }
  });

  test('are named, the ten furthest first', () => {
    const most = mostMoved(changes, weights, to, 10);
    const all = changes
      .flatMap(({ difference }) => Array.from(difference.data, Math.abs))
      .sort((a, b) => b - a);
    expect(most.map((moved) => Math.abs(moved.to - moved.from))).toEqual(all.slice(0, 10));
    expect(weightName(to, { id: 'conv1.w', index: 8 })).toBe('conv1.w [0, 1, 0, 0]');
    expect(mostMoved(changesOf(trace.graph, to, to), to, to, 10)).toEqual([]);
  });
});
