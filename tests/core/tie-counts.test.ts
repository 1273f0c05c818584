import { expect, it } from 'vitest';
import { explain } from '../../src/core/explain.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { node } from '../../src/core/networks/build.ts';
import { countTies, tieRuleOf } from '../../src/core/ties.ts';
import { Random } from '../../src/digits/random.ts';
import { type Cell, type Expression, readCell } from '../../src/trace/expression.ts';
import { checkGraph } from '../../src/trace/graph.ts';
import { activationOf } from '../../src/trace/trace.ts';

const cellsOf = (made: Expression): Cell[] =>
  made.op === 'max' ? made.terms.flatMap((term) => (term.op === 'cell' ? [term.cell] : [])) : [];

it('a pool’s ties are those that its own explanation shows, overlapping windows too', () => {
  const random = new Random(5, 43);
  const pool = node('y', 'maxPool2d', ['x'], { attrs: { size: 3, strides: [2, 1], ceil: true } });
  const inputs = [{ id: 'x', shape: [7, 6, 2], dtype: 'real' }] as const;
  const graph = checkGraph({ inputs, params: [], nodes: [pool] });
  const data = Float64Array.from({ length: 168 }, () => Math.max(0, random.below(9) - 5));
  const x = { shape: [2, 7, 6, 2], dtype: 'float64', data } as const;
  const trace = new HostEngine('float64').recordNow({ graph, params: {}, inputs: { x } });
  const y = activationOf(trace, 'y').data;
  const tied = Array.from(y, (largest, i) => {
    const made = explain(trace, 'y', i);
    const values = made ? cellsOf(made).map((cell) => readCell(trace, cell)) : [];
    return { largest, winners: values.filter((value) => value === largest).length };
  }).filter(({ winners }) => winners > 1);
  const atZero = tied.filter(({ largest }) => largest === 0).length;
  expect(atZero).toBeGreaterThan(0);
  expect(tied.length).toBeGreaterThan(atZero);
  const expected = { windows: y.length, tied: tied.length, tiedAtZero: atZero };
  expect(countTies(trace, pool)).toEqual(expected);
  expect(tieRuleOf(pool)).toBe('first');
});
