import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from './tokens.ts';

const kindsOf = (code: string) =>
  tokenize(code)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`);

test('code comes back letter by letter, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (code) => {
      expect(
        tokenize(code)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code);
    }),
    { seed: 5 },
  );
});

test('words of the language, numbers, text and comments are told apart', () => {
  expect(kindsOf("const a = 1.5; // let\nreturn 'if' + `x\n`;")).toEqual([
    'keyword const',
    'constant 1.5',
    'comment // let',
    'keyword return',
    "string 'if'",
    'string `x\n`',
  ]);
});

test('a name that holds a word of the language is a name', () => {
  expect(kindsOf('returned = constant + x1')).toEqual([]);
});
