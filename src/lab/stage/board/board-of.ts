import { explain, explainGradient } from '../../../core/explain.ts';
import { evaluate } from '../../../trace/expression.ts';
import type { Trace } from '../../../trace/trace.ts';
import { cellKey } from '../../cell-name.ts';
import { readingOf } from '../../strip/reading.ts';
import type { Column } from '../column.ts';
import type { Size } from '../use-size.ts';
import type { Board, DataCell } from './board.ts';
import { layChain } from './lay-chain.ts';
import { layLargest, maybeLayRouted } from './lay-largest.ts';
import { layTerms } from './lay-terms.ts';
import { layWindows } from './lay-windows.ts';
import { Sheet } from './sheet.ts';

/** Boards are asked for in every frame: each is made once for its trace, cell and size. */
const made = new WeakMap<Trace, Map<string, Board>>();
const MOST_MADE = 64;

export function boardOf(
  trace: Trace,
  columns: readonly Column[],
  cell: DataCell,
  { width, height }: Size,
  lead = 0,
): Board {
  const all = made.get(trace) ?? new Map<string, Board>();
  made.set(trace, all);
  const key = `${cellKey(cell)} ${width} ${height} ${lead}`;
  const known = all.get(key);
  if (known) return known;
  if (all.size >= MOST_MADE) all.clear();
  const board = makeBoard(trace, columns, cell, { width, height }, lead);
  all.set(key, board);
  return board;
}

function makeBoard(
  trace: Trace,
  columns: readonly Column[],
  cell: DataCell,
  size: Size,
  lead: number,
): Board {
  const sheet = new Sheet(trace, cell, size);
  const expression =
    cell.of === 'gradient'
      ? explainGradient(trace, cell.id, cell.index)
      : explain(trace, cell.id, cell.index);
  if (!expression) {
    layChain(sheet, columns, { op: 'cell', cell });
    return sheet.board();
  }
  const reading = readingOf(trace, columns, expression);
  if (reading.kind === 'largest') layLargest(sheet, columns, reading.cells);
  else if (reading.kind === 'weighted') {
    const windowed = reading.groups.some(({ terms }) => terms.length > 1);
    if (windowed) layWindows(sheet, reading, lead);
    else layTerms(sheet, columns, reading);
  } else if (!maybeLayRouted(sheet, columns, expression)) layChain(sheet, columns, expression);
  if (sheet.ledger.length === 0) sheet.add('', evaluate(expression, sheet.read));
  return sheet.board();
}
