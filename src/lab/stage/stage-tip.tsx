import { formatSigned } from '../../draw/number.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellName } from '../cell-name.ts';
import type { LabModel } from '../lab-model.ts';
import { cellRect, type Rect, type StageLayout } from './layout.ts';
import { isData } from './opened.ts';
import { sightOf, sightWords } from './sight.ts';

interface StageTipProps {
  readonly trace: Trace;
  readonly model: LabModel;
  readonly cell: Cell;
  /** The cell's square on the screen. */
  readonly at: Rect;
  readonly width: number;
  readonly height: number;
  /** Whether to say what it sees and what it reaches. */
  readonly wide: boolean;
}

/** The cell under the pointer: its name, its number, what it sees and what it reaches. */
export function StageTip({ trace, model, cell, at, width, height, wide }: StageTipProps) {
  const left = at.x + at.width / 2;
  const low = at.y + at.height > height - 64;
  const { columns } = model;
  const sight = wide && isData(cell) && sightOf(trace, columns, cell.id, cell.index);
  return (
    <div
      className="stage-tip"
      aria-hidden="true"
      data-side={left > width / 2 ? 'left' : 'right'}
      data-low={low || undefined}
      style={{ left, top: low ? at.y : at.y + at.height }}
    >
      {cellName(trace, columns, cell)} <strong>{formatSigned(readCell(trace, cell), 4)}</strong>
      {isData(cell) && <span> · cell {cell.index}</span>}
      {sight && <p>{sightWords(sight, columns)}</p>}
    </div>
  );
}

/** Where a cell stands on the screen; undefined when its column is not there. */
export function maybeCellRect(layout: StageLayout, cell: Cell): Rect | undefined {
  if (!isData(cell)) return undefined;
  const place = layout.columns.find(({ column }) => column.values.some(({ id }) => id === cell.id));
  return place && cellRect(place, cell.index);
}
