import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeCells, gradeChoice } from './grading.ts';
import { type CellQuestion, type ChoiceQuestion, type Numbers, questionState } from './question.ts';

const row = (values: readonly number[]): Numbers => ({
  quantities: { u: { shape: [values.length], values, min: -9, max: 9, step: 1 } },
  settings: {},
});

/** An experiment whose `dx.0.i` is the i-th number of the page. */
const asked = {
  ask: (_: string, cell: string, quantities: Numbers['quantities']) =>
    quantities.u.values[Number(cell.split('.').at(-1))],
};

const cells = (pick: CellQuestion['pick'], columns: number): CellQuestion => ({
  kind: 'cell',
  experiment: 'e',
  set: [],
  settings: {},
  head: 'dx',
  rows: 1,
  columns,
  pick,
});

const choice: ChoiceQuestion = {
  kind: 'choice',
  experiment: 'e',
  set: [],
  settings: {},
  cells: ['dx.0'],
  answers: [[{ first: 'u.0', rest: [] }], [{ first: 0, rest: [] }]],
};

test('a choice that claims the truth is right, and no other one', () => {
  const graded = gradeChoice(choice, asked, row([0.4]), row([1]));
  expect(graded).toEqual({ truth: [0.4], right: [true, false], byWrittenNumbers: false });
});

test('numbers that make every choice right leave the decision to those of the lesson', () => {
  const graded = gradeChoice(choice, asked, row([0]), row([1]));
  expect(graded).toEqual({ truth: [1], right: [true, false], byWrittenNumbers: true });
});

test('nobody is graded while the experiment does not answer', () => {
  const silent = { ask: () => undefined };
  expect(gradeChoice(choice, silent, row([1]), row([1]))).toBeUndefined();
  expect(gradeCells(cells('max', 1), silent, row([1]), row([1]))).toBeUndefined();
});

test('infinities of either sign and NaN are told from each other', () => {
  const claims = [Infinity, -Infinity, Number.NaN, 0].map((first) => [{ first, rest: [] }]);
  for (const [i, truth] of [Infinity, -Infinity, Number.NaN, 0].entries()) {
    const graded = gradeChoice({ ...choice, answers: claims }, asked, row([truth]), row([1]));
    expect(graded?.right).toEqual([0, 1, 2, 3].map((j) => i === j));
  }
});

test('the cells picked are the largest in size, those that are 0, and those that are not', () => {
  const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(values, (numbers) => {
      const now = row(numbers);
      const right = (pick: CellQuestion['pick']) =>
        gradeCells(cells(pick, numbers.length), asked, now, now)?.right;
      const largest = Math.max(...numbers.map(Math.abs));
      expect(right('max')).toEqual(numbers.map((n) => Math.abs(n) === largest && largest > 0));
      expect(right('zero')).toEqual(numbers.map((n) => n === 0));
      expect(right('nonzero')).toEqual(numbers.map((n) => n !== 0));
    }),
    { seed: 61, numRuns: 300 },
  );
});

test('a question speaks of as many numbers as the lesson wrote, whatever the reader has made of them', () => {
  const number = (value: number) => ({ first: value, rest: [] });
  const set = [7, 0, 5].map((value, index) => ({
    name: 'u',
    index,
    shape: [3],
    to: number(value),
  }));
  for (const reader of [
    [1, 2],
    [1, 2, 3],
    [1, 2, 3, 4],
  ]) {
    const { quantities } = questionState({ experiment: 'e', set, settings: {} }, row(reader));
    expect(quantities.u).toMatchObject({ shape: [3], values: [7, 0, 5] });
    const graded = gradeCells({ ...cells('zero', 3), set }, asked, row(reader), row([1, 2, 3]));
    expect(graded?.right).toEqual([false, true, false]);
  }
});
