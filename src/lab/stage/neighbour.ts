import { arrowMoves } from '../../draw/arrow-keys.ts';
import type { Cell } from '../../trace/expression.ts';
import { type Column, unitCount, unitOf } from './column.ts';
import { cellOf, type Focus } from './focus.ts';
import type { Frame } from './frame.ts';

/** Where a key leads from the cell in focus; undefined when it leads nowhere. */
export function neighbourOf(key: string, { cell, column }: Focus, frame: Frame): Cell | undefined {
  const move = arrowMoves[key];
  if (move) return { ...cell, index: moved(column, cell.index, move[0], move[1]) };
  if (key === 'PageDown' || key === 'PageUp') {
    const unit = unitOf(column, cell.index);
    const next = within(unit + (key === 'PageDown' ? 1 : -1), unitCount(column));
    return { ...cell, index: cell.index - unit + next };
  }
  const side = { ',': -1, '.': 1 }[key];
  if (side === undefined) return undefined;
  const at = frame.columns.findIndex((candidate) => candidate.column === column);
  const to = frame.columns[within(at + side, frame.columns.length)];
  const middle = Math.floor(to.column.rows / 2) * to.column.columns;
  const index =
    to.column.maps > 0
      ? (middle + Math.floor(to.column.columns / 2)) * to.column.maps
      : Math.min(middle, to.column.rows - 1);
  return { of: cellOf(to.shown.pass), id: to.shown.value, index };
}

function moved(column: Column, index: number, down: number, right: number): number {
  if (column.maps === 0) return within(index + (down || right), column.rows);
  const map = index % column.maps;
  const position = Math.floor(index / column.maps);
  const row = within(Math.floor(position / column.columns) + down, column.rows);
  const across = within((position % column.columns) + right, column.columns);
  return (row * column.columns + across) * column.maps + map;
}

const within = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));
