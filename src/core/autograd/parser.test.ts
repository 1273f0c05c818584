import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../probe.ts';
import { scalarGraphOf } from './scalar-graph.ts';
import { forwardValues } from './scalar-trace.ts';
import { SourceError } from './source-error.ts';

/** What the last line of a text comes to. */
function resultOf(text: string, given: Readonly<Record<string, number>> = {}): number {
  const scalar = scalarGraphOf(text, given);
  return forwardValues(scalar).get(scalar.graph.loss ?? '') ?? Number.NaN;
}

describe('what a reader types', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 - 4 - 2', 2],
    ['8 / 4 / 2', 1],
    ['2 ^ 3 ^ 2', 512],
    ['2 ** 3', 8],
    ['-2 ^ 2', -4],
    ['(-2) ^ 2', 4],
    ['2 ^ -1', 0.5],
    ['2 * -3', -6],
    ['--3', 3],
    ['+3 − 1', 2],
    ['3·4×2', 24],
    ['.5 + 1. + 1e-1 + 2E+1', 21.6],
    ['max(1, min(3, 2))', 2],
    ['exp(log(5)) + relu(-1) + sqrt(16)', 9],
    ['sigmoid(0) + sin(0) + cos(0) + tanh(0)', 1.5],
    ['a = 2; b = -3; c = a*b; c + c', -12],
    ['a = 2 # two\n\n c = a*a # shared\nc + c\n', 8],
    ['größe_1 = 2\ngröße_1', 2],
    ['constructor = 2\ntoString = constructor*3', 6],
  ])('%j comes to %d', (text, value) => {
    expect(resultOf(text)).toBeCloseTo(value, 12);
  });

  it('may read what the figure gives', () => {
    expect(resultOf('x^2 + y', { x: 3, y: 1 })).toBe(10);
  });

  it.each([
    ['', '1:1: nothing to compute; type a line like a*b'],
    ['# only a remark', '1:1: nothing to compute'],
    ['a = 1\nb = a*bb', '2:7: unknown name "bb"; give it a value on a line before: bb = 1'],
    ['alpha = 1\nalhpa*2', '2:1: unknown name "alhpa"; did you mean "alpha"?'],
    ['c = d\nd = 1\nc', '1:5: "d" has no value yet: it gets one on line 2; move that line up'],
    ['a = a + 1', '1:5: "a" has no value yet'],
    ['a = 1\na = 2', '2:1: "a" has its value from line 1; choose another name'],
    ['exp = 1', '1:1: exp is a function; write exp(…) or choose another name'],
    ['1 + $', '1:5: "$" means nothing here; use names, numbers, + - * / ^ ( ) , and ='],
    ['1 + 😀', '1:5: "😀" means nothing here'],
    ['1 +', '1:4: the text ends where a number, a name or "(" should stand'],
    ['1 +\n2', '1:4: the line ends where a number, a name or "(" should stand'],
    ['* 2', '1:1: "*" stands where a number, a name or "(" should stand'],
    ['2 3', '1:3: is an operator missing before "3"? Write one, or begin a new line'],
    ['2x', '1:1: "2x" is neither number nor name; to multiply, write 2*x'],
    ['1.2.3', '1:1: "1.2.3" is no number; write one point only'],
    ['1e999', '1:1: 1e999 is too large; the largest number is 1.8e308'],
    ['(1 + 2', '1:1: this "(" is not closed on its line; add a ")"'],
    ['1 + 2)', '1:6: this ")" closes nothing'],
    ['sni(1)', '1:1: there is no function "sni"; did you mean "sin"?'],
    ['foo(1)', '1:1: there is no function "foo"; known are exp, log, sin,'],
    ['a = 1\na(2)', '2:1: there is no function "a"; known are'],
    ['sin', '1:1: sin is a function; write sin(…)'],
    ['max(1)', '1:1: max takes 2 arguments, got 1; write max(x, y)'],
    ['sin()', '1:1: sin takes 1 argument, got 0; write sin(x)'],
    ['sin(1, 2)', '1:1: sin takes 1 argument, got 2'],
    ['max(1 2)', '1:7: "2" stands where a ")" should stand'],
    ['2 = x', '1:3: "=" needs a single name on its left, as in c = a*b'],
    ['a + b = 2', '1:7: "=" needs a single name on its left'],
    ['a = b = 2', '1:7: a second "=" on one line; begin a new line'],
    ['1 + 1\n2', '1:1: this value goes nowhere; name it, as in y = …, or put it last'],
    ['__proto__ = 1', '1:1: a name may not begin with two underscores'],
    ['abcdefghijklmnopqrstu', '1:1: this name is too long; use at most 20 letters'],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, '1:33: nested more than 32 deep'],
    ['-'.repeat(1000), '1:33: nested more than 32 deep'],
    [`1${'+1'.repeat(150)}`, 'too much at once; at most 200 numbers and operations'],
    ['1\n'.repeat(1001), 'too long; at most 2000 characters'],
    ['a=1;'.repeat(41), 'too many lines; at most 40'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => scalarGraphOf(text)).toThrow(SourceError);
    expect(() => scalarGraphOf(text)).toThrow(message);
  });

  it('never throws anything but a located error: 20,000 hostile texts (seed 21)', () => {
    const uniform = mulberry32(21);
    const below = (count: number) => Math.floor(uniform() * count);
    const pieces = [
      ...['a', 'b', 'sin', 'max', 'exp', '__proto__', 'constructor', '1', '2.5', '1e9', '.', '..'],
      ...['+', '-', '*', '/', '^', '**', '(', ')', ',', '=', ';', '\n', ' ', '#', '\u0000', '😀'],
      ...['\ud800', '\u2028', '−', '"', '\\', '`', '${', '//', '/*', 'NaN', 'Infinity', '0x10'],
    ];
    let refused = 0;
    for (let i = 0; i < 20_000; i++) {
      const count = 1 + below(i % 50 === 0 ? 400 : 12);
      const text = Array.from({ length: count }, () => pieces[below(pieces.length)]).join('');
      try {
        resultOf(text, { a: 1, b: 2 });
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        const { start, end } = error.span;
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        expect(error.message).toBe(`${error.line}:${error.column}: ${error.what}`);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(10_000);
    expect(refused).toBeLessThan(20_000);
  });
});
