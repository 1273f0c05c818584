import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellName } from '../cell-name.ts';
import { cellText } from '../cell-text.ts';
import type { LabModel } from '../lab-model.ts';
import type { Look } from '../view.ts';
import type { Zoom } from '../zoom.ts';
import { cellRect, type Rect, type StageLayout } from './layout.ts';
import { isData } from './opened.ts';
import type { Shot } from './pose.ts';
import { sightOf, sightWords } from './sight.ts';

interface StageTipProps {
  readonly trace: Trace;
  readonly model: LabModel;
  readonly cell: Cell;
  /** The cell's square on the screen. */
  readonly at: Rect;
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  /** Whether to say what it sees and what it reaches. */
  readonly wide: boolean;
}

/** The cell under the pointer: its name, its number, what it sees and what it reaches. */
export function StageTip({ trace, model, cell, at, width, height, look, wide }: StageTipProps) {
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
      {cellName(trace, columns, cell)} <strong>{cellText(trace, cell, look)}</strong>
      {isData(cell) && <span> · cell {cell.index}</span>}
      {sight && <p>{sightWords(sight, columns)}</p>}
    </div>
  );
}

/** Where a cell stands on the screen; undefined when its column is not there. */
function maybeCellRect(layout: StageLayout, cell: Cell): Rect | undefined {
  if (!isData(cell)) return undefined;
  const place = layout.columns.find(({ column }) => column.values.some(({ id }) => id === cell.id));
  return place && cellRect(place, cell.index);
}

/** A number under the pointer, and where it stands. */
export interface TipPlace {
  readonly cell: Cell;
  readonly rect: Rect;
}

/** The cell that is pointed at, where there is a picture of it. */
export function maybeTip(
  shot: Shot | undefined,
  zoom: Zoom,
  pointed: Cell | undefined,
): TipPlace | undefined {
  if (!shot || !pointed || zoom.level === 'cell') return undefined;
  const rect = maybeCellRect(shot.layout, pointed);
  return rect && { cell: pointed, rect };
}
