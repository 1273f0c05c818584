import { describe, expect, it } from 'vitest';
import type { Truth } from './exercise.ts';
import type { Entry, Returned } from './protocol.ts';
import { judge, judgeCase } from './verdict.ts';

const truth: Truth = { rows: 2, columns: 2, slopes: [0.5, 0, undefined, -1] };
const rows = (...values: (readonly Entry[])[]): Returned => ({ kind: 'rows', rows: values });

describe('a verdict', () => {
  it('is right where every slope is met, whatever number stands at a tie', () => {
    const verdict = judgeCase(truth, rows([0.5 + 1e-9, 0], [77, -1]));
    expect(verdict.entries).toEqual(['right', 'right', 'no slope', 'right']);
    expect([verdict.right, verdict.judged, verdict.first]).toEqual([3, 3, undefined]);
  });

  it('names the first entry that differs, what stood there, and what should', () => {
    expect(judgeCase(truth, rows([0.5, 0.1], [0, 1])).first).toEqual({
      at: { row: 0, column: 1 },
      got: 0.1,
      expected: 0,
    });
  });

  it.each<[Entry]>([[Number.NaN], [Number.POSITIVE_INFINITY], [{ instead: 'undefined' }]])(
    'takes %j for wrong, at a tie too',
    (entry) => {
      expect(judgeCase(truth, rows([entry, 0], [0, -1])).entries[0]).toBe('wrong');
      const atTie = judgeCase(truth, rows([0.5, 0], [entry, -1]));
      expect(atTie.entries[2]).toBe('wrong');
      expect([atTie.right, atTie.judged]).toEqual([3, 4]);
    },
  );

  it.each<[string, Returned | undefined]>([
    ['nothing', undefined],
    ['an empty list', rows()],
    ['1\u00a0×\u00a04', rows([0.5, 0, 0, -1])],
    ['rows of 1 and 3 entries', rows([0.5], [0, 0, -1])],
    ['a promise', { kind: 'other', instead: 'a promise' }],
  ])('says of another shape that it is %s', (got, returned) => {
    const verdict = judgeCase(truth, returned);
    expect(verdict.first).toEqual({ at: undefined, got, expected: '2\u00a0×\u00a02' });
    expect(verdict.right).toBe(0);
  });

  it('agrees only if every case was answered, and there was one', () => {
    const test = { name: 'a', args: '[]', truth };
    const right = rows([0.5, 0], [0, -1]);
    expect(judge([test, test], [right, right]).agrees).toBe(true);
    expect(judge([test, test], [right, undefined])).toMatchObject({
      agrees: false,
      first: { case: 1 },
    });
    expect(judge([], []).agrees).toBe(false);
  });
});
