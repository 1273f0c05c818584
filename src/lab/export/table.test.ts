import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../core/number/format.ts';
import { shortestDecimal } from '../../core/number/shortest-decimal.ts';
import { tracedThree } from '../traced-three.ts';
import { numberText } from './float-text.ts';
import { inSlices } from './in-slices.ts';
import { csvParts, jsonParts } from './table.ts';
import { byName, type NamedTensor, tensorsOf } from './tensors.ts';

const textOf = (parts: Iterable<string>): string => [...parts].join('');

const odd: NamedTensor = {
  name: 'value.a,b',
  kind: 'value',
  id: 'a,b',
  tensor: {
    shape: [2, 2],
    dtype: 'float32',
    data: Float32Array.of(0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY),
  },
};

describe('Numbers in files', () => {
  it('are the shortest decimals that read back the same float32 (seeded)', () => {
    const float = fc.float({ noNaN: true });
    fc.assert(
      fc.property(float, (value) => {
        const text = numberText(value, 'float32');
        expect(Math.fround(Number(text))).toBe(value);
        expect(text.length).toBe(shortestDecimal(formats.float32, value).length);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
  it('read back the same float64', () => {
    for (const value of [0.1, 1 / 3, 5e-324, 1.7976931348623157e308]) {
      expect(Number(numberText(value, 'float64'))).toBe(value);
    }
    expect(numberText(0.1, 'float64')).toBe('0.1');
  });
});

describe('A trace as tensors', () => {
  it('has every value, gradient, parameter and its gradient by name', () => {
    const trace = tracedThree('cnn');
    const named = byName(tensorsOf(trace));
    expect(named['value.conv1']).toBe(trace.values.conv1);
    expect(named['gradient.conv1']).toBe(trace.backward?.values.conv1.sum);
    expect(named['param.conv1.w']).toBe(trace.params['conv1.w']);
    expect(named['paramGradient.conv1.w']).toBe(trace.backward?.params['conv1.w'].sum);
    expect(named['value.label'].data[0]).toBe(8);
    expect(named['gradient.label']).toBeUndefined();
  });
});

describe('A table', () => {
  it('of one tensor has a column for each axis and one for the number', () => {
    const trace = tracedThree('cnn');
    const conv = tensorsOf(trace).find(({ name }) => name === 'gradient.conv1');
    if (!conv) throw new Error('no gradient of conv1');
    const lines = textOf(csvParts([conv]))
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe('sample,row,column,map,value');
    expect(lines.length).toBe(1 + conv.tensor.data.length);
    const { shape, data } = conv.tensor;
    for (const [i, line] of lines.slice(1).entries()) {
      const [sample, row, column, map, value] = line.split(',').map(Number);
      expect(((sample * shape[1] + row) * shape[2] + column) * shape[3] + map).toBe(i);
      expect(value).toBe(data[i]);
    }
  });
  it('of one number is that number', () => {
    const tensor = { shape: [], dtype: 'float64' as const, data: [2.5] };
    expect(textOf(csvParts([{ name: 'value.loss', kind: 'value', id: 'loss', tensor }]))).toBe(
      'value\n2.5\n',
    );
  });
  it('of several names each, quoted where its name has a comma', () => {
    expect(
      textOf(csvParts([odd, odd]))
        .split('\n')
        .slice(0, 3),
    ).toEqual(['tensor,position,value', '"value.a,b",0 0,0.1', '"value.a,b",0 1,-0']);
  });
});

describe('JSON', () => {
  it('of one tensor is an object, with words for what JSON has no number for', () => {
    expect(JSON.parse(textOf(jsonParts([odd])))).toEqual({
      name: 'value.a,b',
      shape: [2, 2],
      dtype: 'float32',
      data: [0.1, -0, 'NaN', '-Infinity'],
    });
  });
  it('of a whole trace is an array that holds every number', () => {
    const tensors = tensorsOf(tracedThree('cnn'));
    const read: readonly { name: string; data: number[] }[] = JSON.parse(
      textOf(jsonParts(tensors)),
    );
    expect(read.map(({ name }) => name)).toEqual(tensors.map(({ name }) => name));
    for (const [i, { data }] of read.entries()) {
      const { dtype, data: expected } = tensors[i].tensor;
      const exact = dtype === 'float32' ? Array.from(data, Math.fround) : data;
      expect(exact).toEqual(Array.from(expected));
    }
  });
});

describe('A file made in slices', () => {
  it('holds all parts in order', async () => {
    const blob = await inSlices(csvParts([odd]), 'text/csv');
    expect(await blob.text()).toBe(textOf(csvParts([odd])));
    expect(blob.type).toBe('text/csv');
  });
});
