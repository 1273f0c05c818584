import { expect, test } from 'vitest';
import { networks } from '../../core/networks/networks.ts';
import { modelOf } from '../lab-model.ts';
import { tracedThree } from '../traced-three.ts';
import { layoutOf } from './layout.ts';
import { linksOf } from './link.ts';

const { columns, gaps } = modelOf(networks.perceptron);

test('a lone unit stands between drawing and loss; what should have been is no column', () => {
  expect(columns.map(({ title }) => title)).toEqual(['drawing', 'score', 'loss']);
  expect(columns.map(({ values }) => values.map(({ title }) => title))).toEqual([
    ['drawing', 'the row'],
    ['score', 'probability'],
    ['loss'],
  ]);
});

test('its wires are the products of the pixels by their weights, and its score', () => {
  const trace = tracedThree('perceptron');
  const [first, last] = gaps.map((gap) => linksOf(trace, gap, 'activation'));
  const score = trace.values.score.data[0];
  const bias = trace.params['unit.b'].data[0];
  expect(first).toHaveLength(1);
  expect(first[0].signed).toBeCloseTo(score - bias, 12);
  expect(last[0].signed).toBe(score);
  const [, back] = gaps.map((gap) => linksOf(trace, gap, 'gradient'));
  expect(back[0].signed).toBe(trace.backward?.values.score.sum.data[0]);
});

test('its picture takes the room that a network of few columns leaves, and no more', () => {
  for (const [width, height] of [
    [1100, 480],
    [360, 460],
  ]) {
    const layout = layoutOf(columns, width, height);
    expect(layout.width).toBe(width);
    const [drawing] = layout.columns;
    expect(drawing.box.height).toBeGreaterThan(80);
    expect(drawing.box.y + drawing.box.height).toBeLessThanOrEqual(height);
  }
});
