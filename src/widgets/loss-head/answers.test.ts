import { describe, expect, test } from 'vitest';
import type { Quantities } from '../definition.ts';
import { answerer } from './answers.ts';
import { type Attributes, cells } from './attributes.ts';
import { batchOf, resized } from './batch.ts';
import { lossNames } from './kinds.ts';
import { runLoss } from './losses.ts';
import { narrate } from './narration.ts';

const attributes: Attributes = {
  experiment: 'head',
  start: '1 2 0.5',
  startLabel: 1,
  left: 'once',
  right: 'twice',
};
const answer = answerer(attributes);
const quantity = (values: readonly number[], shape: readonly number[]) => ({
  shape,
  values,
  min: -10,
  max: 10,
  step: 0.1,
});
const numbers = (
  given: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>,
) =>
  Object.fromEntries(
    Object.entries(given).map(([name, [values, shape]]) => [name, quantity(values, shape)]),
  ) satisfies Quantities;

describe('answers', () => {
  test('are given for every head, for every loss', () => {
    for (const name of lossNames) {
      for (const head of cells) {
        const cell = head === 'loss' || head === 'sum' ? head : `${head}.2`;
        expect(answer(`${cell}@${name}`, {}, {})).toBeTypeOf('number');
      }
    }
  });

  test('are of plain cross-entropy unless another loss is asked for', () => {
    expect(answer('loss', {}, {})).toBeCloseTo(0.464, 3);
    expect(answer('d.1', {}, {})).toBeCloseTo(-0.371, 3);
    expect(answer('d.1@classes', {}, {})).toBeCloseTo(-0.124, 3);
    expect(answer('t.1@smooth', {}, {})).toBeCloseTo(0.9 + 0.1 / 3, 12);
  });

  test('find a sample by its row', () => {
    const two = numbers({
      'head/logits': [
        [1, 2, 0.5, 0, 0, 9],
        [2, 3],
      ],
      'head/labels': [[1, 2], [2]],
    });
    expect(answer('p.1.2', two, {})).toBeCloseTo(1, 3);
    expect(answer('p.0.1', two, {})).toBe(answer('p.1', two, {}));
  });

  test.each(['d', 'd.3', 'd.x', 'q.0', 'loss@half', ''])('"%s" is no cell', (cell) => {
    expect(answer(cell, {}, {})).toBeUndefined();
  });
});

describe('what a link brings', () => {
  test.each([
    ['head/logits', [1, Number.NaN, 0], [3]],
    ['head/logits', [1], [1]],
    ['head/logits', [1, 2, 3], [2, 3]],
    ['head/logits', [1, 2000, 3], [3]],
    ['head/labels', [3], []],
    ['head/labels', [0.5], []],
    ['head/also', [1, 2, 0], [1, 3]],
    ['head/weights', [-1, 1, 1], [3]],
  ] as const)('is refused where it does not fit: %s %j', (name, values, shape) => {
    const { batch, misfits } = batchOf(attributes, numbers({ [name]: [values, shape] }));
    expect(misfits).toEqual([name]);
    expect(batch).toEqual(batchOf(attributes, {}).batch);
  });
});

describe('the narration', () => {
  const { batch } = batchOf(attributes, {});
  const tell = (left: Attributes['left'], right: Attributes['left'], of = batch) =>
    narrate(
      of,
      0,
      { name: left, run: runLoss(left, of) },
      { name: right, run: runLoss(right, of) },
    );

  test('compares the two at the label’s logit', () => {
    expect(tell('once', 'classes')).toContain(
      '−0.371 under the first loss and −0.124 under the second, 0.333 times',
    );
    expect(tell('once', 'once')).toMatch(/^The logit of class 1 feels −0\.371\./);
  });

  test('says when they push the same, or against each other', () => {
    expect(tell('once', 'weighted')).toContain(', the same.');
    const sure = { ...batch, logits: [0, 20, 0] };
    expect(tell('linear', 'smooth', sure)).toContain(
      '+19 under the first loss and +0.0667 under the second',
    );
    expect(tell('once', 'smooth', sure)).toContain(', the other way.');
  });

  test('has words for every pair of losses at every size', () => {
    for (const left of lossNames) {
      for (const right of lossNames) {
        expect(tell(left, right, resized(batch, 2, 10))).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });
});
