import { describe, expect, it } from 'vitest';
import { isKept, type Mark, marksOf } from '../../scripts/bench/marks.ts';
import { agrees, bestOf, type Row, timesBetter } from '../../scripts/bench/results.ts';

const row = (
  measure: Row['measure'],
  subject: string,
  contestant: string,
  median: number,
): Row => ({
  measure,
  subject,
  contestant,
  ours: contestant.startsWith('Backflow'),
  unit: measure === 'training' ? 'images/s' : 'ms',
  median,
  p95: median,
  count: 1,
});

const rows = [
  row('trace', 'CNN', 'Backflow host32', 0.8),
  row('trace', 'CNN', 'Backflow webgl', 20),
  row('trace', 'CNN', 'tfjs wasm variableGrads', 2.4),
  row('trace', 'CNN', 'tfjs webgl grads + probes', 60),
  row('trace', 'CNN', 'tfjs webgl variableGrads', 30),
  row('trace', 'MLP', 'tfjs wasm variableGrads', 0.1),
  row('training', 'CNN, batch 64', 'Backflow host32', 2000),
  row('training', 'CNN, batch 128', 'Backflow host32', 2600),
  row('training', 'CNN, batch 128', 'tfjs-layers wasm', 650),
  row('training', 'CNN, batch 64', 'tfjs-layers wasm', 2000),
  row('training', 'CNN, batch 128', 'convnetjs', 260),
];

const markOf = (start: string, from = rows): Mark => {
  const mark = marksOf(from).find(({ name }) => name.startsWith(start));
  if (!mark) throw new Error(`no mark starts with "${start}"`);
  return mark;
};

describe('marks of the bench', () => {
  it('hold our best against the best of the peers at the same task', () => {
    expect(markOf('a whole trace of the CNN')).toMatchObject({ value: 0.8, limit: 1 });
    expect(markOf('… faster than the best way of tfjs').value).toBeCloseTo(3);
    expect(markOf('training the CNN').value).toBe(2600);
    expect(markOf('… faster than tfjs-layers').value).toBeCloseTo(4);
    expect(markOf('… faster than ConvNetJS').value).toBeCloseTo(10);
  });

  it("compare WebGL with the quicker of tfjs' ways on WebGL alone", () => {
    const mark = markOf('a whole trace on WebGL');
    expect(mark.value).toBeCloseTo(1.5);
    expect(isKept(mark)).toBe(false);
  });

  it('keep what reaches the limit and miss what does not', () => {
    expect(isKept(markOf('training the CNN'))).toBe(true);
    expect(isKept(markOf('… faster than ConvNetJS'))).toBe(false);
  });

  it('are not kept by what was not measured', () => {
    const mark = markOf('growth of the heap');
    expect(mark.value).toBeUndefined();
    expect(isKept(mark)).toBe(false);
    expect(markOf('… faster than tfjs-layers', [rows[6]]).value).toBeUndefined();
  });
});

describe('rows of the bench', () => {
  it('are better with less time and with more images a second', () => {
    expect(timesBetter(row('trace', 'CNN', 'a', 2), row('trace', 'CNN', 'b', 6))).toBe(3);
    expect(timesBetter(row('training', 'CNN', 'a', 6), row('training', 'CNN', 'b', 2))).toBe(3);
    expect(bestOf(rows.filter(({ measure }) => measure === 'training'))?.median).toBe(2600);
    expect(bestOf([])).toBeUndefined();
  });

  it('disagree as soon as a number is none', () => {
    const agreement = { what: '', contestant: '', tolerance: 1e-3 };
    expect(agrees({ ...agreement, difference: 1e-3 })).toBe(true);
    expect(agrees({ ...agreement, difference: 2e-3 })).toBe(false);
    expect(agrees({ ...agreement, difference: Number.NaN })).toBe(false);
  });
});
