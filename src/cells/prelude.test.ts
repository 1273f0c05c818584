import { describe, expect, it } from 'vitest';
import { runInContext } from '../../tests/support/run-in-context.ts';
import type { Returned } from './protocol.ts';
import { workerScript } from './worker-script.ts';

const run = (code: string, cases: readonly string[] = ['[]']) =>
  runInContext({ code, functionName: 'f', cases });

function resultOf(code: string): Returned | undefined {
  const found = run(code).find((message) => message?.kind === 'result');
  return found?.kind === 'result' ? found.value : undefined;
}

const linesOf = (code: string) =>
  run(code).flatMap((message) => (message?.kind === 'line' ? [message] : []));

describe('the harness in the worker', () => {
  it('calls the function with each case and says what came back', () => {
    const sent = run('function f(a, b) { return [[a + b]]; }', ['[1, 2]', '[3, 4]']);
    expect(sent.map((message) => message?.kind)).toEqual(['started', 'result', 'result', 'done']);
    expect(sent[2]).toMatchObject({ case: 1, value: { rows: [[7]] } });
  });

  it.each([
    [
      'const f = () => [[NaN, 1 / 0, -1 / 0, "x", undefined, {}]];',
      [Number.NaN, Infinity, -Infinity],
    ],
    ['const f = () => [new Float64Array([1, 2])];', [1, 2]],
  ])('tells numbers from what is none: %s', (code, expected) => {
    const value = resultOf(code);
    expect(value?.kind === 'rows' && value.rows[0].slice(0, expected.length)).toEqual(expected);
  });

  it.each([
    ['const f = () => 5;', 'a number'],
    ['const f = async () => [[1]];', 'a promise'],
    ['const f = () => {};', 'undefined'],
    ['const f = () => [1, 2];', 'a list with a number in place of a row'],
    ['const f = () => zeros(100000, 1);', 'a list of more than 32 rows'],
  ])('says what came back instead of rows: %s', (code, instead) => {
    expect(resultOf(code)).toEqual({ kind: 'other', instead });
  });

  it('says that there is no such function', () => {
    expect(run('const g = 1;')[1]).toEqual({ kind: 'missing' });
  });

  it('names the line on which the code threw', () => {
    const order = { code: 'function f() {\n  return null.x;\n}', functionName: 'f', cases: ['[]'] };
    const threw = runInContext(order).find((message) => message?.kind === 'threw');
    expect(threw?.kind === 'threw' && threw.message).toMatch(/^TypeError: /);
    expect(threw?.kind === 'threw' && workerScript(order, 'a nonce').lineOf(threw.places)).toBe(2);
  });

  it('prints numbers, lists, texts and things as one would write them', () => {
    const [line] = linesOf(
      'const f = () => [[]]; console.log("a", [1, [2, "b"]], { c: null }, -0, f, undefined);',
    );
    expect(line.text).toBe('a [1, [2, "b"]] {c: null} 0 function f undefined');
  });

  it.each([
    ['itself in itself', 'const a = []; a.push(a); console.log(a);'],
    ['a getter that throws', 'console.log({ get x() { throw 1; } });'],
    ['a proxy that throws', 'console.log(new Proxy({}, { ownKeys() { throw 1; } }));'],
    ['a very long list', 'console.log(new Array(1e6).fill(0));'],
    ['a very long text', 'console.log("x".repeat(1e6));'],
    ['an error without a stack', 'console.log(Object.assign(new Error("e"), { stack: null }));'],
  ])('survives printing %s, and keeps it short', (_, code) => {
    const [line] = linesOf(code);
    expect(line.text.length).toBeLessThan(402);
  });

  it('prints a hundred lines, and says that there were more', () => {
    const sent = run('for (let i = 0; i < 1e4; i++) console.log(i);');
    expect(sent.filter((message) => message?.kind === 'line')).toHaveLength(100);
    expect(sent.filter((message) => message?.kind === 'capped')).toHaveLength(1);
  });

  it('prints for the first case only', () => {
    const sent = run('function f(k) { console.log(k); return [[k]]; }', ['[1]', '[2]', '[3]']);
    expect(sent.filter((message) => message?.kind === 'line')).toHaveLength(1);
  });

  it.each(['postMessage("x")', 'fetch("/")', 'importScripts("x.js")', 'new Worker("x.js")'])(
    'knows no %s',
    (call) => {
      const sent = run(`function f() { ${call}; }`);
      expect(sent[1]).toMatchObject({ kind: 'threw' });
      expect(sent[1]?.kind === 'threw' && sent[1].message).toMatch(/is not defined$/);
    },
  );

  it('sends what it always sends when the code has changed everything it can reach', () => {
    const sent = run(
      `
      JSON.stringify = () => 'x'; JSON.parse = () => { throw 1; };
      Array.isArray = () => { throw 1; }; Number.isFinite = () => true;
      Object.prototype.toJSON = undefined;
      function f(a) { return [[a]]; }`,
      ['[4]'],
    );
    expect(sent[1]).toMatchObject({ kind: 'result', value: { rows: [[4]] } });
  });
});
