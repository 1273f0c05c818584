import { useMemo } from 'react';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { hasCell } from '../cell-name.ts';
import type { LabModel } from '../lab-model.ts';
import type { Reading } from '../strip/reading.ts';
import { readingOf } from '../strip/reading.ts';
import type { Zoom } from '../zoom.ts';
import { boardOf } from './board/board-of.ts';
import { type Focus, maybeFocusOn, withSources } from './focus.ts';
import type { Frame } from './frame.ts';
import { layoutOf } from './layout.ts';
import { maybeBoardCell, maybeOpened } from './opened.ts';
import { poseOf } from './pose.ts';
import type { Size } from './use-size.ts';
import { boardSize } from './world.ts';

interface ViewProps {
  readonly model: LabModel;
  readonly trace: Trace | undefined;
  readonly frame: Frame;
  readonly focus: Focus | undefined;
  readonly pinned: Cell | undefined;
  readonly zoom: Zoom;
  readonly size: Size | undefined;
  /** Which part of the sum its large pictures show. */
  readonly lead: number;
}

/** All that follows from where the reader is: the gap that is open, its sum, the resting place. */
export function useView({
  model,
  trace,
  frame,
  focus,
  pinned,
  zoom: asked,
  size,
  lead,
}: ViewProps) {
  const { columns, gaps } = model;
  const zoom = useMemo(() => usable(asked, trace), [asked, trace]);
  const layout = useMemo(() => size && layoutOf(columns, size.width, size.height), [columns, size]);
  const opened = maybeOpened(zoom, columns, gaps, frame, focus);
  const kept = trace && pinned && hasCell(trace, pinned) ? pinned : undefined;
  const cell = trace && maybeBoardCell(trace, frame, zoom, opened, [focus?.cell, kept]);
  const board = cell && trace && size && boardOf(trace, columns, cell, boardSize(size), lead);
  /** The cell that the picture is about: in the network the focus, nearer the one on the board. */
  const about = useMemo(
    () => (trace && board ? maybeFocusOn(trace, columns, board.cell) : focus),
    [trace, board, columns, focus],
  );
  const sourced = useMemo(
    () => trace && about && withSources(trace, about, columns),
    [trace, about, columns],
  );
  const groups = useMemo(() => {
    const reading: Reading | undefined =
      trace && board && about?.made && readingOf(trace, columns, about.made);
    return reading?.kind === 'weighted' ? reading.groups : [];
  }, [trace, board, about, columns]);
  const gap = opened?.gap;
  const goal = useMemo(
    () => layout && size && poseOf(zoom.level, layout, gap, size, board),
    [zoom, layout, gap, size, board],
  );
  return { zoom, layout, goal, board, sourced, groups, key: keyOf(zoom, gap?.node.id) };
}

/** A zoom on what is not there shows the network. */
function usable(zoom: Zoom, trace: Trace | undefined): Zoom {
  if (zoom.level === 'network') return zoom;
  const there =
    trace &&
    (zoom.level === 'layer' ? trace.values[zoom.value] !== undefined : hasCell(trace, zoom.cell));
  return there ? zoom : { level: 'network' };
}

/** What makes a resting place another one: a flight leads from each to the next. */
function keyOf(zoom: Zoom, gap: string | undefined): string {
  if (zoom.level === 'network') return 'network';
  if (zoom.level === 'layer') return `layer ${gap}`;
  const { cell } = zoom;
  return `cell ${cell.of} ${'id' in cell ? cell.id : cell.node} ${cell.index}`;
}
