import { describe, expect, test } from 'vitest';
import { explain, explainGradient } from '../../core/explain.ts';
import { type NetworkName, networkNames, networks } from '../../core/networks/networks.ts';
import { readCell } from '../../trace/expression.ts';
import { activationOf, gradientOf } from '../../trace/trace.ts';
import { modelOf } from '../lab-model.ts';
import { tracedThree } from '../traced-three.ts';
import { narrate, plain } from './narration.ts';
import { readingOf } from './reading.ts';

const cnn = tracedThree('cnn');
const { columns } = modelOf(networks.cnn);

describe('a narrated step', () => {
  test.each<NetworkName>(networkNames)('is a whole sentence for every step of the %s', (name) => {
    const trace = tracedThree(name);
    const model = modelOf(networks[name]);
    for (const step of model.steps) {
      const told = narrate(step, {
        trace,
        columns: model.columns,
        label: name === 'perceptron' ? 7 : 8,
      });
      expect(plain(told)).toMatch(/^[A-Z].{30,}[.?]$/);
      expect(told.split('*').length % 2).toBe(1);
      expect(told).not.toMatch(/undefined|NaN|Infinity/);
    }
  });

  test('can be told before anything is drawn', () => {
    const model = modelOf(networks.cnn);
    for (const step of model.steps) {
      const told = narrate(step, { trace: undefined, columns: model.columns, label: 8 });
      expect(told.length).toBeGreaterThan(20);
    }
  });
});

describe('the sum that made a number', () => {
  test('of a convolution: windows by input map, whose totals and bias add up to it', () => {
    const index = 16 * 37 + 5;
    const made = explain(cnn, 'conv2', index);
    const reading = made && readingOf(cnn, columns, made);
    if (reading?.kind !== 'weighted' || !reading.bias) throw new Error('not a weighted sum');
    expect(reading.groups.length).toBe(8);
    expect(reading.groups.every(({ across, terms }) => across === 3 && terms.length === 9)).toBe(
      true,
    );
    const total = reading.groups.reduce((sum, group) => sum + group.total, 0);
    const value = activationOf(cnn, 'conv2').data[index];
    expect(total + readCell(cnn, reading.bias)).toBeCloseTo(value, 12);
  });

  test('of a pixel gradient: windows of the upstream gradient, read as the picture lies', () => {
    const index = 14 * 28 + 14;
    const reading = readingOf(cnn, columns, explainGradient(cnn, 'x', index));
    if (reading.kind !== 'weighted') throw new Error('not a weighted sum');
    const total = reading.groups.reduce((sum, group) => sum + group.total, 0);
    expect(total).toBeCloseTo(gradientOf(cnn, 'x').sum.data[index], 12);
    const places = reading.groups[0].terms.map(({ data }) => data.index);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('is listed with the weightiest part first', () => {
    const made = explain(cnn, 'dense1', 9);
    const reading = made && readingOf(cnn, columns, made);
    if (reading?.kind !== 'weighted') throw new Error('not a weighted sum');
    const sizes = reading.groups.map(({ total }) => Math.abs(total));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(reading.groups.length).toBe(16);
  });

  test('of a pool is a window with its largest', () => {
    const made = explain(cnn, 'pool1', 100);
    const reading = made && readingOf(cnn, columns, made);
    expect(reading?.kind === 'largest' && reading.cells.length).toBe(4);
  });
});
