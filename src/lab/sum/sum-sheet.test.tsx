import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
import { Random } from '../../digits/random.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import { activationOf, paramOf, type Trace } from '../../trace/trace.ts';
import { cellKey } from '../cell-name.ts';
import { modelOf } from '../lab-model.ts';
import { createLabStore } from '../lab-store.ts';
import { tracedThree } from '../traced-three.ts';
import { accountOf, isList } from './account.ts';
import { madeOf } from './made-of.ts';
import { SumSheet } from './sum-sheet.tsx';
import { sumText } from './sum-text.ts';
import { summaryOf } from './summary.ts';
import { termTable } from './terms.ts';

const cnn = tracedThree('cnn');
const { columns } = modelOf(networks.cnn);

/** Random cells of every tensor of a network: values, gradients, parameters and theirs. */
function* someCells(trace: Trace, each: number, seed: number): Generator<Cell> {
  const random = new Random(seed);
  const reals = Object.keys(trace.values).filter((id) => trace.backward?.values[id]);
  for (let i = 0; i < each; i++) {
    for (const id of reals) {
      const index = random.below(activationOf(trace, id).data.length);
      yield { of: 'value', id, index };
      yield { of: 'gradient', id, index };
    }
    for (const { id } of trace.graph.params) {
      const index = random.below(paramOf(trace, id).data.length);
      yield { of: 'param', id, index };
      yield { of: 'paramGradient', id, index };
    }
  }
}

function rendered(trace: Trace, network: NetworkName, cell: Cell): string {
  const store = createLabStore();
  return renderToString(
    <SumSheet
      store={store}
      trace={trace}
      columns={modelOf(networks[network]).columns}
      zoom={{ level: 'cell', cell }}
    />,
  );
}

/** The rows that a table names, whether they are unfolded or not: its terms, by its own count. */
const termCounts = (html: string): number[] =>
  [...html.matchAll(/data-terms="(\d+)"/g)].map(([, count]) => Number(count));

describe('the whole sum on the page', () => {
  test.each<NetworkName>(['cnn', 'mlp'])('of random cells of the %s has every term', (name) => {
    const trace = tracedThree(name);
    const { columns } = modelOf(networks[name]);
    for (const cell of someCells(trace, 4, 3)) {
      const made = madeOf(trace, cell);
      const html = rendered(trace, name, cell);
      const account = made && accountOf(trace, made);
      const lists = account?.lines.flatMap(({ expression }) =>
        isList(expression) ? [expression.terms] : [],
      );
      expect(termCounts(html)).toEqual((lists ?? []).map(({ length }) => length));
      for (const terms of lists ?? []) {
        const { groups, count } = termTable(trace, columns, terms);
        const rows = groups.flatMap((group) => group.rows);
        expect(rows.length).toBe(count);
        const found = new Set(rows.map(({ expression }) => expression));
        expect(terms.filter((term) => !found.has(term))).toEqual([]);
      }
    }
  });

  test.each<NetworkName>(['cnn', 'mlp'])(
    'of the %s names every number as the trace has it',
    (name) => {
      const trace = tracedThree(name);
      for (const cell of someCells(trace, 3, 9)) {
        const html = rendered(trace, name, cell);
        const named = [...html.matchAll(/data-cell="([^"]+)" data-value="([^"]+)"/g)];
        expect(named.length).toBeGreaterThan(0);
        for (const [, key, value] of named) {
          const [of, id, index] = key.split(':');
          const at = Number(index);
          if (of !== 'value' && of !== 'gradient' && of !== 'param' && of !== 'paramGradient')
            continue;
          expect(Number(value) - readCell(trace, { of, id, index: at }), key).toBeCloseTo(0, 300);
        }
        expect(named[0][1]).toBe(cellKey(cell));
      }
    },
  );

  test('ends its running total on the number of the trace', () => {
    for (const cell of someCells(cnn, 6, 5)) {
      const made = madeOf(cnn, cell);
      if (made?.op !== 'sum' || !isList(made)) continue;
      const { groups } = termTable(cnn, columns, made.terms);
      const last = groups.at(-1)?.soFar ?? Number.NaN;
      const scale = Math.max(1e-6, ...groups.map(({ total }) => Math.abs(total)));
      expect(Math.abs(last - readCell(cnn, cell)) / scale).toBeLessThan(1e-9);
    }
  });

  test('folds the 784 terms of a dense unit by rows of the drawing, and prints all in its text', () => {
    const trace = tracedThree('mlp');
    const cell: Cell = { of: 'value', id: 'dense1', index: 3 };
    const made = madeOf(trace, cell);
    if (made?.op !== 'sum') throw new Error('a dense unit is a sum');
    const { groups } = termTable(trace, modelOf(networks.mlp).columns, made.terms);
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ...Array.from({ length: 28 }, (_, row) => [`row ${row}`, 28]),
      [undefined, 1],
    ]);
    expect(sumText(trace, cell)?.match(/\*/g)?.length).toBe(784);
  });
});

describe('an account', () => {
  test('gives what is used twice a line of its own, once, before it is used', () => {
    const cell: Cell = { of: 'value', id: 'loss', index: 0 };
    const made = madeOf(cnn, cell);
    if (!made) throw new Error('the loss is made');
    const { lines } = accountOf(cnn, made);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.slice(0, -1).map(({ name }) => name)).toEqual(
      lines.slice(0, -1).map((_, at) => 'abcdefgh'[at]),
    );
    expect(lines.filter(({ expression }) => expression.op === 'max').length).toBe(1);
    expect(lines[lines.length - 1].value).toBeCloseTo(readCell(cnn, cell), 12);
  });

  test('tells of each term of a sum of powers whose it is', () => {
    const made = madeOf(cnn, { of: 'value', id: 'loss', index: 0 });
    const sums = made
      ? accountOf(cnn, made).lines.filter(({ expression }) => expression.op === 'sum')
      : [];
    expect(sums.length).toBe(2);
    for (const { expression } of sums) {
      if (!isList(expression)) throw new Error('ten terms are a list');
      const { groups, placeHead } = termTable(cnn, columns, expression.terms);
      expect(placeHead).toBe('digit');
      expect(groups.flatMap(({ rows }) => rows.map(({ place }) => place)).join('')).toBe(
        '0123456789',
      );
    }
  });
});

describe('a sum in one sentence', () => {
  const said = (cell: Cell) => {
    const made = madeOf(cnn, cell);
    return summaryOf(cnn, columns, cell, made && accountOf(cnn, made)).replace(/^[^,:]+/, '');
  };
  test.each<[Cell, string]>([
    [
      { of: 'value', id: 'conv2', index: 597 },
      ', the sum of 72 products from 8 maps and the bias.',
    ],
    [{ of: 'value', id: 'pool1', index: 100 }, ', the largest of 4 numbers.'],
    [{ of: 'param', id: 'conv1.w', index: 3 }, ', learned: nothing made it but training.'],
    [{ of: 'paramGradient', id: 'conv1.w', index: 3 }, ', the sum of 576 products.'],
    [{ of: 'paramGradient', id: 'conv1.b', index: 3 }, ', the sum of 576 numbers.'],
    [{ of: 'value', id: 'x', index: 3 }, ', fed in: nothing made it but your pen.'],
    [{ of: 'gradient', id: 'probs', index: 3 }, ': the loss does not depend on it.'],
  ])('%o', (cell, sentence) => {
    expect(said(cell)).toBe(sentence);
  });
});
