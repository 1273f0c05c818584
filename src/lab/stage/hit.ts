import type { Place } from '../../draw/wire.ts';
import type { Cell } from '../../trace/expression.ts';
import { maybeBoardCell, maybeLead } from './board/board.ts';
import { cellOf } from './focus.ts';
import type { Frame } from './frame.ts';
import { cellRect, maybeCellAt, type Rect } from './layout.ts';
import type { Shot } from './pose.ts';

/** What lies under a point of the screen. */
export type Hit =
  | { readonly on: 'cell'; readonly cell: Cell; readonly rect: Rect; readonly board: boolean }
  | { readonly on: 'lead'; readonly lead: number }
  | { readonly on: 'board' };

/** The board lies above the columns; seen from afar it is one thing, its numbers are too small. */
export function maybeHit(shot: Shot, frame: Frame, at: Place): Hit | undefined {
  for (const { board, rect, alpha } of shot.boards) {
    const inside =
      at.x >= rect.x - 6 &&
      at.x < rect.x + rect.width + 6 &&
      at.y >= rect.y - 6 &&
      at.y < rect.y + rect.height + 6;
    if (!inside || alpha < 0.5) continue;
    if (shot.depth < 1.5) return { on: 'board' };
    const k = rect.width / board.width;
    const [x, y] = [(at.x - rect.x) / k, (at.y - rect.y) / k];
    const lead = maybeLead(board, x, y);
    if (lead !== undefined) return { on: 'lead', lead };
    const found = maybeBoardCell(board, x, y);
    if (!found) return { on: 'board' };
    const { cell, rect: square } = found;
    return {
      on: 'cell',
      board: true,
      cell,
      rect: {
        x: rect.x + k * square.x,
        y: rect.y + k * square.y,
        width: k * square.width,
        height: k * square.height,
      },
    };
  }
  const hit = maybeCellAt(shot.layout, at);
  if (!hit) return undefined;
  const { shown } = frame.columns[shot.layout.columns.indexOf(hit.place)];
  const cell: Cell = { of: cellOf(shown.pass), id: shown.value, index: hit.index };
  return { on: 'cell', cell, rect: cellRect(hit.place, hit.index), board: false };
}
