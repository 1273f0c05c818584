import { describe, expect, test } from 'vitest';
import { type NetworkName, networks } from '../../../core/networks/networks.ts';
import { tieRules } from '../../../core/pooling.ts';
import { Random } from '../../../digits/random.ts';
import { readCell } from '../../../trace/expression.ts';
import { activationOf } from '../../../trace/trace.ts';
import { modelOf } from '../../lab-model.ts';
import { tieAgreements } from '../../takers.ts';
import { tracedThree } from '../../traced-three.ts';
import { type DataCell, maybeBoardCell } from './board.ts';
import { boardOf } from './board-of.ts';
import { cellFigure, figuresFor } from './sheet.ts';

const wide = { width: 1056, height: 432 };
const narrow = { width: 342, height: 384 };

test.each(tieRules)('a pool’s board follows the rule for ties: %s', (rule) => {
  const trace = tracedThree('cnn', 8, rule);
  const { columns } = modelOf(trace.graph);
  let given = 0;
  for (const id of ['relu1', 'relu2']) {
    const count = activationOf(trace, id).data.length;
    for (let index = 0; index < count; index += 7) {
      const cell: DataCell = { of: 'gradient', id, index };
      const { ledger, texts } = boardOf(trace, columns, cell, wide);
      const exact = readCell(trace, cell);
      expect(ledger.at(-1)?.running).toBeCloseTo(exact, 12);
      if (exact !== 0) given++;
      const told = texts.map(({ text }) => text).filter((text) => text.includes('a tie'));
      for (const text of told) expect(text).toContain(tieAgreements[rule]);
    }
  }
  expect(given).toBeGreaterThan(50);
});

describe.each<NetworkName>(['cnn', 'mlp'])('the boards of the %s', (name) => {
  const trace = tracedThree(name);
  const { columns } = modelOf(networks[name]);
  const values = columns.flatMap((column) => column.values.map(({ id }) => id));
  const random = new Random(19);
  const cells = values.flatMap((id) =>
    (['value', 'gradient'] as const).flatMap((of) =>
      Array.from({ length: id === 'x' && of === 'value' ? 2 : 14 }, (): DataCell => {
        const size = activationOf(trace, id).data.length;
        return { of, id, index: Math.floor(random.between(0, size)) };
      }),
    ),
  );

  // The gradient of the loss by itself is 1 and is never shown.
  const shown = cells.filter(({ of, id }) => of === 'value' || id !== 'loss');

  test('add up to the trace, for every kind of cell, forward and backward', () => {
    expect(shown.length).toBeGreaterThan(200);
    for (const cell of shown) {
      const board = boardOf(trace, columns, cell, wide);
      const exact = readCell(trace, cell);
      const largest = Math.max(...board.ledger.map(({ subtotal }) => Math.abs(subtotal)));
      const last = board.ledger.at(-1)?.running ?? Number.NaN;
      expect(
        Math.abs(last - exact),
        `${cell.of} ${cell.id} ${cell.index}: ${last} for ${exact}`,
      ).toBeLessThanOrEqual(1e-11 * Math.max(largest, Math.abs(exact)));
    }
  });

  test('have each running total from the one before and what is added', () => {
    const wrong: string[] = [];
    for (const cell of shown) {
      let before = 0;
      const { ledger } = boardOf(trace, columns, cell, wide);
      // A share of a sum is a division: it ends the ledger.
      for (const row of ledger.filter(({ name: of }) => of !== 'its share')) {
        const next = before + row.subtotal;
        if (!(Math.abs(row.running - next) <= 1e-10 * Math.max(1, Math.abs(next)))) {
          wrong.push(`${cell.of} ${cell.id} ${cell.index}: ${row.name}`);
        }
        before = row.running;
      }
    }
    expect(wrong).toEqual([]);
  });

  test('stay within their frame, wide and narrow', () => {
    const beyond: string[] = [];
    for (const size of [wide, narrow]) {
      for (const cell of shown) {
        const { grids, texts } = boardOf(trace, columns, cell, size);
        const where = `${cell.of} ${cell.id} at ${size.width}`;
        for (const { x, y, side, across, values: numbers } of grids) {
          const [right, bottom] = [
            x + across * side,
            y + Math.ceil(numbers.length / across) * side,
          ];
          const within = x >= -0.5 && y >= -0.5;
          if (!within || right > size.width + 0.5 || bottom > size.height + 0.5) beyond.push(where);
        }
        if (texts.some(({ y }) => y < 0 || y > size.height)) beyond.push(`${where}: words`);
      }
    }
    expect([...new Set(beyond)]).toEqual([]);
  });

  test('find under each of their squares the cell that stands there', () => {
    let found = 0;
    for (const cell of shown.filter((_, index) => index % 5 === 0)) {
      const board = boardOf(trace, columns, cell, wide);
      const [grid] = board.grids;
      for (const [at, there] of grid.cells.entries()) {
        const x = grid.x + ((at % grid.across) + 0.5) * grid.side;
        const y = grid.y + (Math.floor(at / grid.across) + 0.5) * grid.side;
        expect(maybeBoardCell(board, x, y)?.cell).toEqual(there);
        found++;
      }
    }
    expect(found).toBeGreaterThan(50);
  });
});

describe('the figures in small squares', () => {
  test('are short, signed where signs are, and in a power of ten where they are tiny', () => {
    const plain = figuresFor([0.683, -0.25], true);
    expect([0.683, -0.25, 0].map((x) => cellFigure(x, plain))).toEqual(['+.68', '−.25', '0']);
    const tiny = figuresFor([0.00042, -0.00013], true);
    expect(tiny.power).toBe(-4);
    expect([0.00042, -0.00013].map((x) => cellFigure(x, tiny))).toEqual(['+4.2', '−1.3']);
    expect(cellFigure(12.34, figuresFor([12.34], false))).toBe('12');
  });
});
