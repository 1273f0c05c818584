import { expect, test } from 'vitest';
import { maxPool2d } from '../../core/layers/max-pool2d.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { Random } from '../../digits/random.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { channelOf, disagreeBelowRelu, type Layer, route, seaOf, tieRules } from './sea.ts';

const pool = new LoneLayer(maxPool2d, { size: [2, 2], strides: [2, 2] });

/** Behind a ReLU: many zeros, few values, so that ties of all kinds come up. */
function layerOf(seed: number): Layer {
  const random = new Random(seed, 9);
  const [rows, columns, channels] = [2, 2, 1].map((least) => 2 * (least + random.below(3)));
  const size = rows * columns * channels;
  return {
    rows,
    columns,
    channels,
    seen: Array.from({ length: size }, () => Math.max(0, random.below(7) - 3)),
    upstream: Array.from({ length: size / 4 }, () => random.normal()),
  };
}

function eachLayer(look: (layer: Layer) => void): void {
  for (let seed = 0; seed < 300; seed++) look(layerOf(seed));
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

test('the first in reading order is the core’s own rule', () => {
  eachLayer((layer) => {
    const { rows, columns, channels, seen, upstream } = layer;
    const back = pool.pullBack(
      [hostTensor([1, rows, columns, channels], seen)],
      hostTensor([1, rows / 2, columns / 2, channels], upstream),
    );
    expect([...route(layer, 'first')]).toEqual([...(back.inputs[0]?.data ?? [])]);
  });
});

test.each(tieRules)('a tie to the %s conserves the sum of each channel', (rule) => {
  eachLayer((layer) => {
    for (let channel = 0; channel < layer.channels; channel++) {
      const sent = sum(channelOf(layer.upstream, layer.channels, channel));
      expect(sum(channelOf(route(layer, rule), layer.channels, channel))).toBeCloseTo(sent, 10);
    }
  });
});

test('rules differ in windows that tie and nowhere else', () => {
  eachLayer((layer) => {
    const [first, last] = [route(layer, 'first'), route(layer, 'last')];
    const { places, ties, zeros, windows } = seaOf(layer);
    expect(places.flat()).toHaveLength(ties);
    expect(windows).toBe(layer.upstream.length);
    expect(zeros).toBeLessThanOrEqual(ties);
    const tied = new Set(
      places.flatMap((list, channel) => list.map(([r, c]) => `${r} ${c} ${channel}`)),
    );
    first.forEach((value, i) => {
      const channel = i % layer.channels;
      const cell = Math.floor(i / layer.channels);
      const [row, column] = [Math.floor(cell / layer.columns), cell % layer.columns];
      const window = `${row >> 1} ${column >> 1} ${channel}`;
      if (!tied.has(window)) expect(last[i]).toBe(value);
    });
  });
});

test('where all ties are of zeros, a ReLU makes the rules agree', () => {
  eachLayer((drawn) => {
    // No two cells above zero are alike.
    const seen = Array.from(drawn.seen, (value, i) => (value === 0 ? 0 : value + i / 1000));
    const layer = { ...drawn, seen };
    const { ties, zeros } = seaOf(layer);
    expect(zeros).toBe(ties);
    expect(disagreeBelowRelu(layer, 'first', 'last')).toBe(0);
    expect(disagreeBelowRelu(layer, 'first', 'shared')).toBe(0);
  });
});

test('a blank picture is nothing but ties', () => {
  const blank = { ...layerOf(1), seen: new Array(layerOf(1).seen.length).fill(0) };
  const { ties, windows, zeros, share } = seaOf(blank);
  expect([ties, zeros, share]).toEqual([windows, windows, 1]);
});
