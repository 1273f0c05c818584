import { formatSigned } from '../../draw/number.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellName, hasCell, titleOf } from '../cell-name.ts';
import type { LabModel } from '../lab-model.ts';
import type { Zoom } from '../zoom.ts';
import type { Focus } from './focus.ts';

/** Where the reader is, for those who hear the page; nothing until they chose a cell or went nearer. */
export function sayPlace(
  trace: Trace,
  { columns }: LabModel,
  zoom: Zoom,
  pinned: Cell | undefined,
  focus: Focus | undefined,
): string {
  const say = (cell: Cell) =>
    `${cellName(trace, columns, cell)}: ${formatSigned(readCell(trace, cell), 4)}`;
  if (zoom.level === 'cell') return `The sum of ${say(zoom.cell)}`;
  if (zoom.level === 'layer') {
    return `${titleOf(columns, zoom.value)}, opened. ${focus ? say(focus.cell) : ''}`;
  }
  return focus && pinned && hasCell(trace, pinned) ? say(focus.cell) : '';
}
