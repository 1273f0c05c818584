import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Zoom } from '../zoom.ts';
import type { DataCell } from './board/board.ts';
import type { Column } from './column.ts';
import { cellOf, type Focus, restingCell } from './focus.ts';
import type { Frame, Shown } from './frame.ts';
import type { Gap } from './link.ts';

/** Which gap is open, and in which direction its sums run. */
export interface Opened {
  readonly gap: Gap;
  readonly pass: Shown['pass'];
}

/** The gap that a zoom opens: before a value's column on the way forward, behind it on the way back. */
export function maybeOpened(
  zoom: Zoom,
  columns: readonly Column[],
  gaps: readonly Gap[],
  frame: Frame,
  focus: Focus | undefined,
): Opened | undefined {
  const asked = askedOf(zoom, frame, focus);
  if (!asked) return undefined;
  const column = columns.find(({ values }) => values.some(({ id }) => id === asked.value));
  if (!column) return undefined;
  const before = gaps.find(({ target }) => target === column);
  const behind = gaps.find(({ source }) => source === column);
  if (asked.pass === 'gradient' && behind) return { gap: behind, pass: 'gradient' };
  const gap = before ?? behind;
  return gap && { gap, pass: 'activation' };
}

function askedOf(zoom: Zoom, frame: Frame, focus: Focus | undefined): Shown | undefined {
  if (zoom.level === 'network') return focus && shownOf(focus.cell);
  if (zoom.level === 'cell') return shownOf(zoom.cell);
  const column = frame.columns.find((each) =>
    each.column.values.some(({ id }) => id === zoom.value),
  );
  return column && { value: zoom.value, pass: column.shown.pass };
}

const shownOf = (cell: Cell): Shown | undefined =>
  cell.of === 'value'
    ? { value: cell.id, pass: 'activation' }
    : cell.of === 'gradient'
      ? { value: cell.id, pass: 'gradient' }
      : undefined;

/** The cell whose sum stands on the board: the first candidate whose sum runs through this gap. */
export function maybeBoardCell(
  trace: Trace,
  frame: Frame,
  zoom: Zoom,
  opened: Opened | undefined,
  candidates: readonly (Cell | undefined)[],
): DataCell | undefined {
  if (zoom.level === 'network' || !opened) return undefined;
  if (zoom.level === 'cell') return isData(zoom.cell) ? zoom.cell : undefined;
  const column = opened.pass === 'gradient' ? opened.gap.source : opened.gap.target;
  for (const cell of candidates) {
    if (!cell || !isData(cell) || cell.of !== cellOf(opened.pass)) continue;
    if (column.values.some(({ id }) => id === cell.id)) return cell;
  }
  const place = frame.columns.find((each) => each.column === column);
  if (!place) return undefined;
  if (place.shown.pass === opened.pass) return restingCell(trace, place);
  const [{ id }] = column.values;
  return restingCell(trace, { ...place, shown: { value: id, pass: opened.pass } });
}

export const isData = (cell: Cell): cell is DataCell =>
  cell.of === 'value' || cell.of === 'gradient';
