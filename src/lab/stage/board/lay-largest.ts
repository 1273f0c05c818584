import { explain } from '../../../core/explain.ts';
import { formatSigned } from '../../../draw/number.ts';
import type { Cell, Expression } from '../../../trace/expression.ts';
import { cellName } from '../../cell-name.ts';
import { ruleBehind, takersIn, tieAgreements } from '../../takers.ts';
import type { Column } from '../column.ts';
import { leavesOf } from '../focus.ts';
import type { DataCell, Mark } from './board.ts';
import { layLedger } from './lay-ledger.ts';
import { boardFormat, powerNote, type Sheet, toneOf } from './sheet.ts';

const SIDE = 84;

/** A window and its winner. */
export function layLargest(sheet: Sheet, columns: readonly Column[], cells: readonly Cell[]): void {
  const values = cells.map(sheet.read);
  const largest = Math.max(...values);
  const tie = values.filter((value) => value === largest).length > 1;
  const { side, left, top, width, height } = windowBox(sheet, cells.length);
  const rule = ruleBehind(sheet.trace, sheet.cell.id);
  layWindow(sheet, cells, { x: left, y: top, side }, takersIn(values, rule));
  const first = cells[0];
  const from = columns.find(({ values: all }) =>
    all.some(({ id }) => 'id' in first && id === first.id),
  );
  caption(
    sheet,
    `what the window saw of ${from?.title ?? 'the layer before'}`,
    left + width / 2,
    top - 14,
  );
  const words = tie
    ? largest === 0
      ? 'all that is largest is the same: a tie'
      : 'a tie: one number goes on, whosever it is'
    : 'the largest goes on, the others are forgotten';
  caption(sheet, words, left + width / 2, top + height + 20);
  const x = left + width + 70;
  sheet.text('→', x - 34, top + height / 2, { size: 24, align: 'center', tone: 'soft' });
  layResult(sheet, x, top + height / 2 - side / 2, side);
  sheet.add('largest', largest);
}

function windowBox(sheet: Sheet, count: number) {
  const across = Math.round(Math.sqrt(count));
  const down = Math.ceil(count / across);
  const side = Math.min(SIDE, (sheet.width - 120) / (across + 1), (sheet.height - 130) / down);
  const width = across * side;
  return {
    side,
    width,
    height: down * side,
    left: (sheet.width - width - 70 - side) / 2,
    top: (sheet.height - down * side) / 2,
  };
}

function layWindow(
  sheet: Sheet,
  cells: readonly Cell[],
  { x, y, side }: { x: number; y: number; side: number },
  takers: readonly number[],
  here = -1,
): void {
  const values = cells.map(sheet.read);
  const largest = Math.max(...values);
  const tied = values.filter((value) => value === largest).length > 1;
  const marks: Mark[] = tied
    ? values.flatMap((value, at) => (value === largest ? [{ at, as: 'tie' as const }] : []))
    : [];
  if (here >= 0) marks.push({ at: here, as: 'here' });
  for (const at of takers) marks.push({ at, as: 'won' });
  sheet.addGrid({ x, y, side, across: Math.round(Math.sqrt(cells.length)), cells, marks });
}

function layResult(sheet: Sheet, x: number, y: number, side: number): void {
  const value = sheet.read(sheet.cell);
  sheet.addGrid({ x, y, side, across: 1, cells: [sheet.cell] });
  sheet.text(formatSigned(value, 4), x + side / 2, y + side + 16, {
    size: 15,
    align: 'center',
    tone: toneOf(value),
    strong: true,
  });
}

/** The explanation's terms are [winner = this] × upstream: one for each window that saw the cell. */
export function maybeLayRouted(
  sheet: Sheet,
  columns: readonly Column[],
  made: Expression,
): boolean {
  const terms = made.op === 'sum' ? made.terms : [made];
  const windows = terms.flatMap((term) => {
    if (term.op !== 'product' || !term.factors.some(({ op }) => op === 'equal')) return [];
    const upstream = leavesOf(term).find((leaf): leaf is DataCell => leaf.of === 'gradient');
    const output = upstream && explain(sheet.trace, upstream.id, upstream.index);
    return upstream && output ? [{ upstream, cells: leavesOf(output) }] : [];
  });
  if (windows.length === 0 || windows.length < terms.length) return false;
  const narrow = sheet.width < 600;
  const shown = windows.slice(0, narrow ? 1 : 2);
  const room = sheet.width / shown.length;
  for (const [index, { upstream, cells }] of shown.entries()) {
    layRoute(sheet, upstream, cells, { x: index * room, width: room });
  }
  const total = windows.map(({ upstream, cells }) => ({
    name: cellName(sheet.trace, columns, upstream),
    subtotal: shareOf(sheet, upstream, cells) * sheet.read(upstream),
  }));
  if (total.length > 1) {
    layLedger(sheet, total, boardFormat(Math.abs(sheet.read(sheet.cell))), {
      x: sheet.width * 0.2,
      y: sheet.height - 34 * (total.length + 2.4),
      width: sheet.width * 0.6,
      height: 34 * (total.length + 2.4),
    });
  } else sheet.add(total[0].name, total[0].subtotal);
  return true;
}

const takersOf = (sheet: Sheet, upstream: DataCell, cells: readonly Cell[]): readonly number[] =>
  takersIn(cells.map(sheet.read), ruleBehind(sheet.trace, upstream.id));

/** How much of a window's gradient the board's cell gets: 0, all of it, or an equal share. */
function shareOf(sheet: Sheet, upstream: DataCell, cells: readonly Cell[]): number {
  const takers = takersOf(sheet, upstream, cells);
  return takers.some((at) => cells[at].index === sheet.cell.index) ? 1 / takers.length : 0;
}

/** One window, and where the pool's gradient goes in it. */
function layRoute(
  sheet: Sheet,
  upstream: DataCell,
  cells: readonly Cell[],
  room: { x: number; width: number },
): void {
  const { side, width, height, top } = windowBox(sheet, cells.length);
  const left = room.x + (room.width - width - 70 - side) / 2;
  const here = cells.findIndex(({ index }) => index === sheet.cell.index);
  layWindow(sheet, cells, { x: left, y: top, side }, takersOf(sheet, upstream, cells), here);
  const values = cells.map(sheet.read);
  const largest = Math.max(...values);
  const tie = values.filter((value) => value === largest).length > 1;
  caption(sheet, 'what the window saw', left + width / 2, top - 14);
  const x = left + width + 70;
  sheet.text('←', x - 34, top + height / 2, { size: 24, align: 'center', tone: 'soft' });
  const value = sheet.read(upstream);
  const y = top + height / 2 - side / 2;
  const figures = sheet.addGrid({ x, y, side, across: 1, cells: [upstream] });
  caption(sheet, `the pool’s gradient${powerNote(figures)}`, x + side / 2, y - 14);
  sheet.text(formatSigned(value, 4), x + side / 2, y + side + 16, {
    size: 13,
    align: 'center',
    tone: toneOf(value),
  });
  const share = shareOf(sheet, upstream, cells);
  const mine = share > 0;
  const result = share * value;
  const middle = left + (width + 70 + side) / 2;
  const below = top + height + 44;
  sheet.text(
    `this cell (dashed) ${mine ? 'won: it gets' : 'lost: it gets'} ${mine ? formatSigned(result, 4) : '0'}`,
    middle,
    below,
    { size: 15, align: 'center', tone: mine ? toneOf(result) : 'ink', strong: true },
  );
  if (tie)
    caption(
      sheet,
      `a tie, so no slope here: ${tieAgreements[ruleBehind(sheet.trace, upstream.id)]}`,
      middle,
      below + 22,
    );
}

/** Centred, and moved as far as it must be to stay on the board. */
function caption(sheet: Sheet, text: string, x: number, y: number): void {
  const half = Math.min(3.1 * text.length, sheet.width / 2);
  const middle = Math.min(sheet.width - half, Math.max(half, x));
  sheet.text(text, middle, y, { size: 12, align: 'center', tone: 'soft' });
}
