import { expect, test } from 'vitest';
import type { Quantities } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';

const attributes: Attributes = {
  experiment: 'streams',
  logits: 'z',
  label: 1,
  mode: 'streams',
  upstream: 'loss',
  code: 'copy',
};
const quantities = (values: readonly number[]): Quantities => ({
  z: { shape: [values.length], values, min: -10, max: 10, step: 0.1 },
});
const ask = answerer(attributes);
const rounded = (value: number | undefined) => value?.toFixed(3);

test('cells are those of the figure under the page’s numbers and settings', () => {
  const page = quantities([1, 2, 0.5]);
  expect(rounded(ask('v.1', page, {}))).toBe('-1.591');
  expect(rounded(ask('dz.0', page, {}))).toBe('0.231');
  expect(ask('dz.0', page, { 'streams/off': 2 })).toBe(0);
  expect(rounded(ask('collapse.2', page, {}))).toBe('0.140');
  expect(rounded(ask('collapse.0', page, { 'streams/label': 0 }))).toBe('-0.769');
  expect(ask('stream.1.0', page, {})).toBe(ask('dz.0', page, {}));
});

test('a row has no second index, and an unknown cell no answer', () => {
  const page = quantities([1, 2, 0.5]);
  expect(ask('v.0.1', page, {})).toBeUndefined();
  expect(ask('w.0', page, {})).toBeUndefined();
});

test('an @ takes only the first logits; numbers that do not fit give way to the written ones', () => {
  expect(ask('dz.0@3', quantities([1, 2, 0.5, 7, 8]), {})).toBe(
    ask('dz.0', quantities([1, 2, 0.5]), {}),
  );
  expect(ask('s.0', quantities([Number.NaN, 2, 0.5]), {})).toBe(
    ask('s.0', quantities([1, 2, 0.5]), {}),
  );
});
