import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits, maybeMessage } from './protocol.ts';

const read = (message: object, cases = 3) =>
  maybeMessage(JSON.stringify({ nonce: 'n', ...message }), 'n', cases);

describe('messages from the sandbox', () => {
  it('are read when they are of this run', () => {
    expect(read({ kind: 'started' })).toEqual({ kind: 'started' });
    expect(read({ kind: 'line', text: 'hello', places: [7, 2] })).toEqual({
      kind: 'line',
      text: 'hello',
      places: [7, 2],
    });
    expect(read({ kind: 'result', case: 2, value: [[1, -0.5]] })).toEqual({
      kind: 'result',
      case: 2,
      value: { kind: 'rows', rows: [[1, -0.5]] },
    });
    expect(read({ kind: 'threw', message: 'Error: no', line: 9 })).toEqual({
      kind: 'threw',
      message: 'Error: no',
      places: [9],
      case: undefined,
    });
  });

  it.each([
    ['another run', JSON.stringify({ nonce: 'm', kind: 'done' })],
    ['no run', JSON.stringify({ kind: 'done' })],
    ['an object, not text', { nonce: 'n', kind: 'done' }],
    ['half a message', '{"nonce":"n","kind":"do'],
    ['a list', '["n","done"]'],
    ['nothing', 'null'],
    ['no text', undefined],
    ['far too long', `{"nonce":"n","kind":"done","x":"${'x'.repeat(limits.characters)}"}`],
  ])('are refused when they are of %s', (_, data) => {
    expect(maybeMessage(data, 'n', 3)).toBeUndefined();
  });

  it.each([
    { kind: 'constructor' },
    { kind: '__proto__' },
    { kind: ['done'] },
    { kind: 'line', text: 5 },
    { kind: 'line', text: 'x'.repeat(limits.lineLength + 101) },
    { kind: 'result', case: 3, value: [[1]] },
    { kind: 'result', case: -1, value: [[1]] },
    { kind: 'result', case: 0.5, value: [[1]] },
    { kind: 'result', case: '0', value: [[1]] },
    { kind: 'result', case: 0, value: { length: 1 } },
    { kind: 'result', case: 0, value: [[[1]]] },
    { kind: 'result', case: 0, value: [[null]] },
    { kind: 'result', case: 0, value: [null] },
    { kind: 'threw', message: {} },
  ])('are refused where a field is not what it must be: %j', (message) => {
    expect(read(message)).toBeUndefined();
  });

  it('say of numbers that JSON has no word for what they are', () => {
    const message = read({ kind: 'result', case: 0, value: [['NaN', 'Infinity', '-Infinity']] });
    expect(message).toMatchObject({
      value: { rows: [[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]] },
    });
  });

  it('never take a number that is too large for a finite one', () => {
    const text = '{"nonce":"n","kind":"result","case":0,"value":[[1e999]]}';
    expect(maybeMessage(text, 'n', 1)).toMatchObject({
      value: { rows: [[Number.POSITIVE_INFINITY]] },
    });
  });

  it('keep words that stand for no number, and no more than a few of them', () => {
    expect(read({ kind: 'result', case: 0, value: [['toString', 'u'.repeat(500)]] })).toMatchObject(
      {
        value: { rows: [[{ instead: 'toString' }, { instead: 'u'.repeat(40) }]] },
      },
    );
    expect(read({ kind: 'result', case: 0, value: 'a promise' })).toMatchObject({
      value: { kind: 'other', instead: 'a promise' },
    });
  });

  it('give up on matrices that are larger than any exercise', () => {
    const long = new Array(limits.side + 1).fill(0);
    expect(read({ kind: 'result', case: 0, value: long.map(() => [0]) })).toMatchObject({
      value: { kind: 'other' },
    });
    expect(read({ kind: 'result', case: 0, value: [long] })).toMatchObject({
      value: { kind: 'other' },
    });
  });

  it('leave the page as it was, whatever is in them', () => {
    const text = '{"nonce":"n","kind":"done","__proto__":{"polluted":1},"constructor":1}';
    expect(maybeMessage(text, 'n', 1)).toEqual({ kind: 'done' });
    expect('polluted' in {}).toBe(false);
  });

  it('of any JSON at all never throw, and hold only numbers or short words', () => {
    const kinds = fc.constantFrom('line', 'result', 'threw', 'done', 'started', 'x');
    const message = fc.record({
      nonce: fc.constant('n'),
      kind: kinds,
      case: fc.jsonValue(),
      value: fc.jsonValue(),
      text: fc.jsonValue(),
      message: fc.jsonValue(),
      places: fc.jsonValue(),
    });
    fc.assert(
      fc.property(message, (fields) => {
        const found = maybeMessage(JSON.stringify(fields), 'n', 4);
        if (found?.kind !== 'result') return;
        expect([0, 1, 2, 3]).toContain(found.case);
        if (found.value.kind === 'other') expect(found.value.instead.length).toBeLessThan(81);
        else {
          for (const entry of found.value.rows.flat()) {
            if (typeof entry !== 'number') expect(entry.instead.length).toBeLessThan(41);
          }
        }
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});
