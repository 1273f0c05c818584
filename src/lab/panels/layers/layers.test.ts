import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HostEngine } from '../../../core/host/engine.ts';
import { networkNames, networks } from '../../../core/networks/networks.ts';
import { parseWeights } from '../../../core/weights.ts';
import { rasterize } from '../../../digits/raster.ts';
import { sampleDigit } from '../../../digits/samples.ts';
import { diverging, sequential } from '../../../draw/scale.ts';
import type { Trace } from '../../../trace/trace.ts';
import { modelOf } from '../../lab-model.ts';
import { feedsOf, shipped } from '../../networks/network.ts';
import { shownScale } from '../../stage/shown-scale.ts';
import { tracedThree } from '../../traced-three.ts';
import { flagsOf } from './flag.ts';
import { histogramOf } from './histogram.ts';
import { factsOf } from './layer-facts.ts';
import { layerSheets } from './layer-sheets.ts';
import { readerOf, sampleBatch } from './sample-batch.ts';
import { alwaysSilent, reluUnitsOf, silentUnits } from './silent.ts';

/** The gradient of one value times a factor; everything else as it was. */
function withGradient(trace: Trace, id: string, change: (x: number, i: number) => number): Trace {
  if (!trace.backward) throw new Error('no way back');
  const { values } = trace.backward;
  const { sum, contributions } = values[id];
  const planted = { ...sum, data: Float64Array.from(sum.data, change) };
  const gradient = { contributions, sum: planted };
  return { ...trace, backward: { ...trace.backward, values: { ...values, [id]: gradient } } };
}

const columnsOf = (trace: Trace) => modelOf(trace.graph).columns;
const facts = (trace: Trace) => factsOf(trace, columnsOf(trace), 'layer');
const flagged = (trace: Trace) =>
  Object.fromEntries(
    flagsOf(facts(trace)).flatMap((flags, i) =>
      flags.length > 0 ? [[facts(trace)[i].value.id, flags]] : [],
    ),
  );

describe('a histogram', () => {
  test('by hand: zero lies in the middle bin of a signed axis, the ends in the last ones', () => {
    const { bins, outside } = histogramOf([-1, 0, 0, 0.001, 1, 0.99], diverging(1));
    expect(bins.length).toBe(41);
    expect(bins[20].count).toBe(3);
    expect(bins[20].from).toBeCloseTo(-1 / 41, 12);
    expect(bins[0].count).toBe(1);
    expect(bins[40].count).toBe(2);
    expect(outside).toBe(0);
  });

  test('numbers beyond the axis and those that are none are counted apart', () => {
    const { bins, outside } = histogramOf([0.5, 2, Number.NaN, Infinity, -1], sequential(1));
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    expect(outside).toBe(4);
  });

  test.each(networkNames)('of every layer of the %s counts every number once', (name) => {
    const trace = tracedThree(name);
    for (const scaling of ['layer', 'network'] as const) {
      for (const layer of factsOf(trace, columnsOf(trace), scaling)) {
        for (const { histogram, statistics } of [layer.activation, layer.gradient]) {
          const inside = histogram.bins.reduce((sum, { count }) => sum + count, 0);
          expect(inside + histogram.outside).toBe(statistics.size);
          // A lone number, such as a loss, has no part in the scale of the network.
          const apart = scaling === 'network' && statistics.size === 1;
          expect(histogram.outside).toBeLessThanOrEqual(apart ? 1 : 0);
        }
      }
    }
  });
});

describe('the facts of the layers', () => {
  const trace = tracedThree('cnn');

  test('are of what each layer hands on, and not of what stands beside the path', () => {
    expect(facts(trace).map(({ value }) => value.id)).toEqual([
      'x',
      'relu1',
      'pool1',
      'relu2',
      'flat',
      'relu3',
      'logits',
    ]);
  });

  test('the norm of parameters is that of all of them together', () => {
    const params = trace.backward?.params ?? {};
    const all = [...params['dense1.W'].sum.data, ...params['dense1.b'].sum.data];
    const dense = facts(trace).find(({ value }) => value.id === 'relu3');
    expect(dense?.paramNorm).toBeCloseTo(Math.hypot(...all), 10);
    expect(facts(trace).find(({ value }) => value.id === 'pool1')?.paramNorm).toBeUndefined();
  });

  test('on one axis for the network are on the scale of the stage', () => {
    for (const { value, gradient } of factsOf(trace, columnsOf(trace), 'network')) {
      const scale = shownScale(trace, { value: value.id, pass: 'gradient', scaling: 'network' });
      expect(gradient.scale).toEqual(scale);
    }
  });

  test('have tables whose rows are the layers and the bins', () => {
    const [activations, , parameters, first] = layerSheets(facts(trace));
    expect(activations.view.rows).toBe(7);
    expect(activations.rowHeads?.[1]).toBe('convolution 1');
    expect(parameters.rowHeads).toEqual(['convolution 1', 'convolution 2', 'dense', 'scores']);
    expect(first.view.rows).toBe(40);
  });

  test('there are none without a way back', () => {
    expect(factsOf({ ...trace, backward: undefined }, columnsOf(trace), 'layer')).toEqual([]);
  });
});

describe('flags', () => {
  const trace = tracedThree('cnn');

  test('a gradient that shrinks a hundred thousand times in one layer vanishes, and only that', () => {
    const planted = withGradient(trace, 'x', (x) => 1e-5 * x);
    expect(flagged(planted)).toEqual({ x: ['vanishing'] });
  });

  test('one that grows as much explodes; so does what is small after it vanish before it', () => {
    expect(flagged(withGradient(trace, 'x', (x) => 1e6 * x))).toEqual({ x: ['exploding'] });
    expect(flagged(withGradient(trace, 'flat', (x) => 1e6 * x))).toEqual({
      relu2: ['vanishing'],
      flat: ['exploding'],
    });
  });

  test('one that shrinks little by little is flagged where it is a millionth of the scores', () => {
    let planted = trace;
    const small = ['relu3', 'flat', 'relu2', 'pool1', 'relu1', 'x'];
    for (const [i, id] of small.entries()) {
      planted = withGradient(planted, id, (x) => x * 0.02 ** (i + 1));
    }
    const found = flagged(planted);
    expect(found.relu3).toBeUndefined();
    expect(found.x).toEqual(['vanishing']);
  });

  test('zeros, NaN and infinities are told', () => {
    expect(flagged(withGradient(trace, 'x', () => 0))).toEqual({ x: ['zero'] });
    const nan = withGradient(trace, 'pool1', (x, i) => (i === 3 ? Number.NaN : x));
    expect(flagged(nan)).toEqual({ pool1: ['notFinite'] });
    const infinite = withGradient(trace, 'relu1', (x, i) => (i === 3 ? Infinity : x));
    expect(flagged(infinite).relu1).toContain('notFinite');
  });

  test.each(networkNames)('the shipped %s has none, on any sample and for any label', (name) => {
    const network = shipped(name);
    const params = parseWeights(networks[name], readFileSync(`public/models/${name}.safetensors`));
    const engine = new HostEngine('float32');
    for (let digit = 0; digit < 10; digit++) {
      const pixels = rasterize(sampleDigit(digit))?.pixels ?? new Float32Array(784);
      const { classes } = network;
      const inputs = feedsOf(network, pixels, classes[(digit + 5) % classes.length]);
      const run = engine.recordNow({ graph: network.graph, params, inputs });
      expect(flagged(run)).toEqual({});
    }
  });
});

describe('silent units', () => {
  const network = shipped('cnn');
  const params = parseWeights(networks.cnn, readFileSync('public/models/cnn.safetensors'));
  const batch = new HostEngine('float32').recordNow({
    graph: readerOf(network.graph),
    params,
    inputs: sampleBatch(network),
  });
  const [first, second, dense] = reluUnitsOf(modelOf(network.graph).columns);

  test('belong to the relus, maps to convolutions and units to dense layers', () => {
    expect([first, second, dense].map(({ value }) => value)).toEqual(['relu1', 'relu2', 'relu3']);
  });

  test('of a batch are those of each digit run alone', () => {
    expect(batch.batch).toBe(10);
    for (const digit of [0, 3, 9]) {
      const pixels = rasterize(sampleDigit(digit))?.pixels ?? new Float32Array(784);
      const inputs = feedsOf(network, pixels, 0);
      const alone = new HostEngine('float32').recordNow({ graph: network.graph, params, inputs });
      for (const relu of [first, second, dense]) {
        expect(silentUnits(batch, relu, digit)).toEqual(silentUnits(alone, relu));
      }
    }
  });

  test('on all ten are those that no sample wakes', () => {
    const all = alwaysSilent(batch, dense);
    const { data } = batch.values.relu3;
    const second = Array.from({ length: 64 }, (_, unit) => unit).filter((unit) =>
      Array.from({ length: 10 }, (_, n) => data[n * 64 + unit]).every((x) => x === 0),
    );
    expect(all).toEqual(second);
    expect(all.length).toBeLessThan(silentUnits(batch, dense, 3).length);
  });

  test('a unit that is NaN is not silent', () => {
    const relu3 = batch.values.relu3;
    const data = Float64Array.from(relu3.data, () => 0);
    data[5] = Number.NaN;
    const planted = { ...batch, values: { ...batch.values, relu3: { ...relu3, data } } };
    expect(silentUnits(planted, dense)).not.toContain(5);
    expect(silentUnits(planted, dense).length).toBe(63);
  });
});
