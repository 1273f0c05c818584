import { describe, expect, it } from 'vitest';
import { runInContext } from '../../../tests/support/run-in-context.ts';
import type { TestCase } from '../../cells/exercise.ts';
import type { Returned } from '../../cells/protocol.ts';
import { judge, judgeCase } from '../../cells/verdict.ts';
import { HostEngine } from '../../core/host/engine.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { gradientOf } from '../../trace/trace.ts';
import { exercises } from './exercises.ts';
import { poolCases, randomProblem } from './pool-cases.ts';
import { measureTruth } from './pool-truth.ts';

function answers(code: string, cases: readonly TestCase[]): (Returned | undefined)[] {
  const functionName = 'maxPoolBackward';
  const sent = runInContext({ code, functionName, cases: cases.map(({ args }) => args) });
  return cases.map((_, k) => {
    const found = sent.find((message) => message?.kind === 'result' && message.case === k);
    return found?.kind === 'result' ? found.value : undefined;
  });
}

const named = Object.entries(exercises);
const planted = named.filter(([, { innocent }]) => !innocent);

describe('the exercises', () => {
  it.each(named)('%s: the answer agrees with 400 random cases', (_, exercise) => {
    const cases = poolCases(exercise.shown, 400, 17);
    const report = judge(cases, answers(exercise.answer, cases));
    expect(report.first).toBeUndefined();
    expect(report.agrees).toBe(true);
  });

  it.each(planted)('%s: the planted mistake is found in the picture and by 100 seeds', (_, e) => {
    for (let seed = 0; seed < 100; seed++) {
      const cases = poolCases(e.shown, 24, seed);
      const report = judge(cases, answers(e.start, cases));
      expect(report.agrees).toBe(false);
      expect(report.first?.case).toBe(0);
      const random = report.cases.slice(1);
      expect(random.some(({ first }) => first !== undefined)).toBe(true);
    }
  });

  it.each(planted)('%s: the answer changes a single line', (_, { start, answer }) => {
    const [before, after] = [start.split('\n'), answer.split('\n')];
    expect(after).toHaveLength(before.length);
    expect(after.filter((line, i) => line !== before[i])).toHaveLength(1);
  });

  it.each(named)('%s: the scale ends at the largest number shown', (_, { shown, largest }) => {
    const slopes = measureTruth(shown).slopes.map((slope) => Math.abs(slope ?? 0));
    const upstream = shown.upstream.flat().map(Math.abs);
    expect(Math.max(...slopes, ...upstream)).toBeCloseTo(largest, 9);
  });

  it.each(named)('%s: no line is wider than a column of code', (_, { start, answer }) => {
    const widest = Math.max(...`${start}\n${answer}`.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(72);
  });

  it('the note differs from the truth in the two cells that changed places', () => {
    const { shown, note = [] } = exercises['suspect-is-right'];
    const { slopes } = measureTruth(shown);
    const differing = slopes.flatMap((slope, i) =>
      slope !== undefined && Math.abs(slope - note[i]) > 1e-9 ? [i] : [],
    );
    expect(differing).toEqual([6, 7]);
    expect([slopes[6], slopes[7]]).toEqual([0, expect.closeTo(-1.1, 9)]);
    expect([note[6], note[7]]).toEqual([-1.1, 0]);
  });

  it('of the pictures only the suspect’s has ties', () => {
    const tied = named.map(([name, { shown }]) => [
      name,
      measureTruth(shown).slopes.filter((slope) => slope === undefined).length,
    ]);
    expect(Object.fromEntries(tied)).toEqual({
      'argmax-of-zeros': 0,
      'shaped-like-output': 0,
      'assign-not-add': 0,
      'suspect-is-right': 4,
    });
  });
});

describe('the measured truth', () => {
  it('is the gradient of the core’s own max-pool in 500 random problems, away from ties', () => {
    const engine = new HostEngine('float64');
    let ties = 0;
    let judged = 0;
    for (let k = 0; k < 500; k++) {
      const { x, upstream, size, stride } = randomProblem(23, k);
      const windows = upstream.flat().length;
      const trace = engine.recordNow({
        graph: {
          inputs: [{ id: 'x', shape: [x.length, x[0].length, 1], dtype: 'real' }],
          params: [
            { id: 'w', shape: [1, windows] },
            { id: 'b', shape: [1] },
          ],
          nodes: [
            {
              id: 'pool',
              kind: 'maxPool2d',
              attrs: { size: [size, size], strides: [stride, stride] },
              inputs: ['x'],
              outputs: ['y'],
              params: {},
            },
            { id: 'flat', kind: 'flatten', attrs: {}, inputs: ['y'], outputs: ['r'], params: {} },
            {
              id: 'rest',
              kind: 'dense',
              attrs: {},
              inputs: ['r'],
              outputs: ['loss'],
              params: { weights: 'w', bias: 'b' },
            },
          ],
          loss: 'loss',
        },
        params: { w: hostTensor([1, windows], upstream.flat()), b: hostTensor([1], [0]) },
        inputs: { x: hostTensor([1, x.length, x[0].length, 1], x.flat()) },
      });
      const gradient = gradientOf(trace, 'x').sum.data;
      const truth = measureTruth({ x, upstream, size, stride });
      const rows = x.map((row, r) => row.map((_, c) => gradient[r * row.length + c]));
      const verdict = judgeCase(truth, { kind: 'rows', rows });
      expect(verdict.first).toBeUndefined();
      judged += verdict.judged;
      ties += truth.slopes.length - verdict.judged;
    }
    expect(ties).toBeGreaterThan(100);
    expect(judged).toBeGreaterThan(5000);
  });
});
