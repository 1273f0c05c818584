import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../probe.ts';
import { Arithmetic } from './arithmetic.ts';
import { formatNames, formats } from './format.ts';
import { nextDown } from './neighbors.ts';
import {
  type ChainOptions,
  maybeBreak,
  maybeFirst,
  resultOf,
  runChain,
  stageOf,
} from './softmax-chain.ts';

const naive32: ChainOptions = { goal: 'softmax', format: 'float32', shift: false };
const shifted32: ChainOptions = { ...naive32, shift: true };
const infinity = Number.POSITIVE_INFINITY;

describe('the softmax chain', () => {
  it('breaks in float32 for [50, 90, 100]: exp overflows, ∞/∞ is NaN', () => {
    const chain = runChain([50, 90, 100], naive32);
    expect(stageOf(chain, 'powers').cells.map((cell) => cell.value)).toEqual([
      Math.fround(Math.exp(50)),
      infinity,
      infinity,
    ]);
    expect(resultOf(chain)).toEqual([0, Number.NaN, Number.NaN]);
    expect(maybeBreak(chain)).toEqual({ stage: 'powers', index: 1, event: 'overflow' });
    expect(stageOf(chain, 'probabilities').cells[1].events).toEqual(['invalid']);
  });

  it('holds in float64, which hides it, and in float32 once the maximum is taken off', () => {
    const hidden = runChain([50, 90, 100], { ...naive32, format: 'float64' });
    expect(maybeBreak(hidden)).toBeUndefined();
    const shifted = runChain([50, 90, 100], shifted32);
    expect(stageOf(shifted, 'shifted').cells.map((cell) => cell.value)).toEqual([-50, -10, 0]);
    expect(maybeBreak(shifted)).toBeUndefined();
    const [low, middle, high] = resultOf(shifted);
    expect(low).toBeCloseTo(1.928_662e-22, 27);
    expect(middle).toBeCloseTo(4.539_787e-5, 10);
    expect(high).toBeCloseTo(0.999_954_6, 7);
  });

  it('gives the one-hot for [0, 0, 100], by way of a harmless underflow', () => {
    const chain = runChain([0, 0, 100], shifted32);
    expect(resultOf(chain)).toEqual([27 * 2 ** -149, 27 * 2 ** -149, 1]);
    expect(maybeFirst(chain, ['subnormal'])?.stage).toBe('powers');
    const flushed = runChain([0, 0, 100], { ...shifted32, flushToZero: true });
    expect(resultOf(flushed)).toEqual([0, 0, 1]);
    expect(maybeFirst(flushed, ['vanished'])).toEqual({
      stage: 'powers',
      index: 0,
      event: 'vanished',
    });
  });

  it.each(formatNames)(
    'in %s gives [1, 0] for [1000, −1000] shifted, and NaN unshifted',
    (format) => {
      expect(resultOf(runChain([1000, -1000], { ...shifted32, format }))).toEqual([1, 0]);
      expect(resultOf(runChain([1000, -1000], { ...naive32, format }))).toEqual([Number.NaN, 0]);
    },
  );

  it.each<[readonly number[], readonly string[]]>([
    [
      [2, 1, 0.1],
      ['0.659', '0.242', '0.099'],
    ],
    [
      [1, 2, 3],
      ['0.090', '0.245', '0.665'],
    ],
  ])('of %j is %j in float32 and float64, shifted or not', (logits, expected) => {
    for (const format of ['float32', 'float64'] as const) {
      for (const shift of [true, false]) {
        const result = resultOf(runChain(logits, { goal: 'softmax', format, shift }));
        expect(result.map((p) => p.toFixed(3))).toEqual(expected);
      }
    }
  });

  it('adds up from left to right, rounding each time', () => {
    const chain = runChain([0, 0, 0, 0], { ...shifted32, format: 'bfloat16' });
    expect(stageOf(chain, 'partialSums').cells.map((cell) => cell.value)).toEqual([1, 2, 3, 4]);
    const many = runChain(new Array<number>(300).fill(0), { ...shifted32, format: 'bfloat16' });
    // 256 + 1 is a tie between 256 and 258: the sum stays where it is.
    expect(stageOf(many, 'partialSums').cells[299].value).toBe(256);
    expect(maybeFirst(many, ['inexact'])).toEqual({
      stage: 'partialSums',
      index: 256,
      event: 'inexact',
    });
  });

  it('divides by the temperature first', () => {
    const warm = runChain([1, 2, 3], { ...shifted32, temperature: 2 });
    expect(warm.stages.map((stage) => stage.name)).toEqual([
      'logits',
      'tempered',
      'max',
      'shifted',
      'powers',
      'partialSums',
      'probabilities',
    ]);
    expect(resultOf(warm)).toEqual(resultOf(runChain([0.5, 1, 1.5], shifted32)));
  });

  it('refuses what has no softmax', () => {
    expect(() => runChain([], naive32)).toThrow('at least one logit');
    expect(() => runChain([1], { ...naive32, temperature: 0 })).toThrow('above 0');
    expect(() => stageOf(runChain([1], naive32), 'max')).toThrow('has no stage "max"');
  });

  it('in float32 is what Math.fround after every operation gives, 2,000 rows (seed 7)', () => {
    const uniform = mulberry32(7);
    const f = Math.fround;
    for (let row = 0; row < 2000; row++) {
      const logits = Array.from({ length: 4 }, () => 200 * (uniform() - 0.5));
      const z = logits.map(f);
      const powers = z.map((x) => f(Math.exp(f(x - Math.max(...z)))));
      const total = powers.reduce((a, b) => f(a + b));
      expect(resultOf(runChain(logits, shifted32))).toEqual(powers.map((e) => f(e / total)));
    }
  });
});

describe('log-softmax', () => {
  const options: ChainOptions = { goal: 'logSoftmax', format: 'float32', shift: true };

  it('keeps what the logarithm of softmax loses', () => {
    expect(resultOf(runChain([1000, -1000], options))).toEqual([0, -2000]);
    const late = runChain([1000, -1000], { ...options, goal: 'logOfSoftmax' });
    expect(resultOf(late)).toEqual([0, -infinity]);
    expect(maybeBreak(late)).toEqual({ stage: 'logProbabilities', index: 1, event: 'zeroDivide' });
  });

  it('without the shift overflows as softmax does', () => {
    const chain = runChain([50, 90, 100], { ...options, shift: false });
    expect(resultOf(chain)).toEqual([-infinity, -infinity, -infinity]);
    expect(maybeBreak(chain)?.stage).toBe('powers');
  });
});

describe('the 1e-10 inside the logarithm', () => {
  const single = new Arithmetic('float32');
  const added = (p: number) => single.apply('add', p, Math.fround(1e-10)).value;

  it('vanishes in float32 beside any probability from 2^−9 up, and beside none of the binade below', () => {
    const uniform = mulberry32(8);
    let wrong = 0;
    for (let i = 0; i < 10_000; i++) {
      const p = Math.fround(2 ** -9 * (1 + 511 * uniform()));
      if (added(p) !== p || added(p / 1024) === p / 1024) wrong++;
    }
    expect(wrong).toBe(0);
    expect(added(2 ** -9)).toBe(2 ** -9);
    const below = nextDown(formats.float32, 2 ** -9);
    expect(added(below)).toBeGreaterThan(below);
  });

  it('caps the loss at 23.03', () => {
    const chain = runChain([1000, -1000], {
      goal: 'logOfSoftmax',
      format: 'float32',
      shift: true,
      epsilon: 1e-10,
    });
    expect(-resultOf(chain)[1]).toBeCloseTo(23.025_85, 4);
  });
});
