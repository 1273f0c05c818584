import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AddressError,
  emptyState,
  encodeState,
  isState,
  longestState,
  type PageState,
  parseState,
} from './address.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(\/[a-z]{1,8})?$/);
const box = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }).chain((shape) =>
  fc
    .array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: shape.reduce((a, b) => a * b, 1),
      maxLength: shape.reduce((a, b) => a * b, 1),
    })
    // JSON knows no −0.
    .map((values) => ({ shape, values: values.map((value) => value + 0) })),
);
const setting = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const state: fc.Arbitrary<PageState> = fc.record({
  quantities: fc.dictionary(name, box, { maxKeys: 5, noNullPrototype: true }),
  settings: fc.dictionary(name, setting, { maxKeys: 5, noNullPrototype: true }),
  drawing: fc.option(fc.stringMatching(/^[\w-]{1,20}$/), { nil: undefined }),
  heading: fc.constant(undefined),
});

const encoded = (json: unknown) => `#v1.${Buffer.from(JSON.stringify(json)).toString('base64url')}`;

describe('the address', () => {
  it('carries every state there and back, in characters that no address escapes', () => {
    fc.assert(
      fc.property(state, (original) => {
        const fragment = encodeState(original);
        if (fragment === '') return;
        expect(fragment).toMatch(/^#v1\.[\w-]+$/);
        expect(isState(fragment)).toBe(true);
        const back = parseState(fragment);
        expect(back.quantities).toEqual(original.quantities);
        expect(back.settings).toEqual(original.settings);
        expect(back.drawing).toBe(original.drawing);
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it('is empty for a page as it was written, and keeps a plain heading plain', () => {
    expect(encodeState(emptyState)).toBe('');
    expect(encodeState({ ...emptyState, heading: 'try-it' })).toBe('');
    expect(isState('#try-it')).toBe(false);
    expect(isState('#v1-of-the-story')).toBe(false);
  });

  it('carries a heading beside a state', () => {
    const fragment = encodeState({ ...emptyState, settings: { 'a/b': 1 }, heading: 'try-it' });
    expect(parseState(fragment).heading).toBe('try-it');
  });

  it.each([
    ['#v2.e30', 'it is of version 2, this page reads 1'],
    ['#v1.%7B', 'it has characters that no link has'],
    ['#v1.eyJ', 'it was cut off or changed on its way'],
    ['#v1._____w', 'it was cut off or changed on its way'],
    [encoded([1]), 'it holds no table of values'],
    [encoded({ x: 1 }), 'it has an unknown part "x"'],
    [encoded({ s: [] }), 'it holds no table of values'],
    [encoded({ s: { 'a b': 1 } }), '"a b" is no name'],
    [encoded({ s: { a: { b: 1 } } }), '"a" is set to something that is no setting'],
    [encoded({ s: { a: 'x'.repeat(257) } }), '"a" is set to something that is no setting'],
    [encoded({ q: { a: 3 } }), 'the numbers of "a" are not numbers in a box'],
    [encoded({ q: { a: [[2], [1]] } }), 'the numbers of "a" are not numbers in a box'],
    [encoded({ q: { a: [[1e9], []] } }), 'the numbers of "a" are not numbers in a box'],
    [encoded({ q: { a: [[1], ['<b>']] } }), 'the numbers of "a" are not numbers in a box'],
    [encoded({ q: { a: [[1], [null]] } }), 'the numbers of "a" are not numbers in a box'],
    [encoded({ d: 5 }), 'its drawing is no text'],
    [`#v1.${'A'.repeat(longestState * 2)}`, 'it is longer than 64 kB'],
  ])('says what is wrong with %.40s', (fragment, why) => {
    expect(() => parseState(fragment)).toThrow(new AddressError(why));
  });

  it('reads a thousand random fragments as a state or says why not, and touches no prototype', () => {
    const polluted = fc.constantFrom(
      encoded(JSON.parse('{"__proto__":{"a":1}}')),
      `#v1.${Buffer.from('{"s":{"__proto__":{"polluted":1}}}').toString('base64url')}`,
      `#v1.${Buffer.from('{"q":{"constructor":[[1],[1]]}}').toString('base64url')}`,
    );
    const hostile = fc.oneof(
      fc.string({ maxLength: 200 }).map((text) => `#v1.${text}`),
      fc.stringMatching(/^[\w-]{0,200}$/).map((text) => `#v1.${text}`),
      fc.json({ maxDepth: 6 }).map((text) => `#v1.${Buffer.from(text).toString('base64url')}`),
      polluted,
    );
    fc.assert(
      fc.property(hostile, (fragment) => {
        try {
          const read = parseState(fragment);
          expect(Object.keys(read)).toEqual(['quantities', 'settings', 'drawing', 'heading']);
        } catch (error) {
          expect(error).toBeInstanceOf(AddressError);
        }
        expect('polluted' in {}).toBe(false);
      }),
      { seed: 42, numRuns: 1000 },
    );
  });
});
