import { formatSigned } from '../../../draw/number.ts';
import { type Expression, evaluate, readCell } from '../../../trace/expression.ts';
import type { Trace } from '../../../trace/trace.ts';
import { cellKey, cellName, titleOf } from '../../cell-name.ts';
import { readingOf } from '../../strip/reading.ts';
import type { Column } from '../column.ts';
import { type Gate, throughOf } from '../through.ts';
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
  { width, height }: Size,
  lead: number,
): Board {
  const { inner, made, gates } = throughOf(trace, columns, cell);
  const passed = gates.filter(({ open }) => open !== undefined);
  const foot = passed.length * GATE;
  const sheet = new Sheet(trace, inner, { width, height: height - foot });
  laySum(sheet, columns, made, lead);
  for (const [index, gate] of passed.entries()) {
    layGate(sheet, columns, gate, height - foot + index * GATE);
  }
  const title = cellName(trace, columns, cell);
  const value = formatSigned(readCell(trace, cell), 4);
  return { ...sheet.board(), cell, title, value, width, height };
}

function laySum(
  sheet: Sheet,
  columns: readonly Column[],
  made: Expression | undefined,
  lead: number,
): void {
  if (!made) {
    layChain(sheet, columns, { op: 'cell', cell: sheet.cell });
    sheet.add('', sheet.read(sheet.cell));
    return;
  }
  const reading = readingOf(sheet.trace, columns, made);
  if (reading.kind === 'largest') layLargest(sheet, columns, reading.cells);
  else if (reading.kind === 'weighted') {
    const windowed = reading.groups.some(({ terms }) => terms.length > 1);
    if (windowed) layWindows(sheet, reading, lead);
    else layTerms(sheet, columns, reading);
  } else if (!maybeLayRouted(sheet, columns, made)) layChain(sheet, columns, made);
  if (sheet.ledger.length === 0) sheet.add('', evaluate(made, sheet.read));
}

/** Room at the foot for each gate that the sum still had to pass. */
const GATE = 40;

/** What became of the sum: `then ReLU: max(0, −0.0455) = 0`. */
function layGate(
  sheet: Sheet,
  columns: readonly Column[],
  { cell, from, made, open }: Gate,
  top: number,
): void {
  const value = sheet.read(cell);
  const before = formatSigned(sheet.read(from), 4);
  const after = formatSigned(value, 4);
  const backward = cell.of === 'gradient';
  const words = backward
    ? `then ${titleOf(columns, from.id)}: its gate was ${open ? 'open' : 'shut'}, so ${before} ${open ? 'passes' : 'becomes 0'}`
    : `then ${titleOf(columns, cell.id)}: ${figuresOf(made, before)} = ${after}`;
  const y = top + GATE / 2;
  sheet.rules.push({ x: 0, y: top, width: sheet.width });
  sheet.text(words, sheet.width - 4, y, {
    size: Math.min(15, (1.9 * sheet.width) / words.length),
    align: 'end',
    tone: open ? 'ink' : 'soft',
    strong: true,
  });
  const running = evaluate(made, sheet.read);
  const last = sheet.ledger.at(-1)?.running ?? 0;
  sheet.ledger.push({ name: titleOf(columns, cell.id), subtotal: running - last, running });
}

const figuresOf = (made: Expression, before: string): string =>
  made.op === 'max' ? `max(0, ${before})` : before;
