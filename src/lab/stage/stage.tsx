import './stage.css';
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useStore } from 'zustand';
import { type Atlas, createAtlas } from '../../draw/feature-map.ts';
import { useCanvas } from '../../draw/use-canvas.ts';
import { useTheme } from '../../draw/use-theme.ts';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellName } from '../cell-name.ts';
import { cellText } from '../cell-text.ts';
import { type LabModel, reachedBy } from '../lab-model.ts';
import type { LabStore } from '../lab-store.ts';
import { Said } from '../said.tsx';
import type { Look } from '../view.ts';
import { drawStage } from './draw-stage.ts';
import { cellOf, type Focus, withSources } from './focus.ts';
import type { Frame } from './frame.ts';
import { cellRect, layoutOf, maybeCellAt, type StageLayout } from './layout.ts';
import { neighbourOf } from './neighbour.ts';
import { StageTitles } from './stage-titles.tsx';
import { usePalette } from './use-palette.ts';
import { useSize } from './use-size.ts';

interface StageProps {
  readonly model: LabModel;
  readonly store: LabStore;
  readonly trace: Trace | undefined;
  readonly frame: Frame;
  readonly step: number;
  readonly focus: Focus | undefined;
  readonly pointed: Cell | undefined;
  readonly hinted: Cell | undefined;
}

/** The network as one picture, on one canvas; its titles and what is read aloud are HTML. */
export function Stage(props: StageProps) {
  const { model, store, trace, frame, step, focus, pointed, hinted } = props;
  const [scroller, size] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const paint = usePalette(theme);
  const atlas = useRef<Atlas>(undefined);
  const layout = useMemo(
    () => size && layoutOf(model.columns, size.width, size.height),
    [model, size],
  );
  const sourced = useMemo(
    () => trace && focus && withSources(trace, focus, model.columns),
    [trace, focus, model],
  );

  const paintStage = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (!layout) return;
      atlas.current ??= createAtlas(512, 256);
      drawStage(context, atlas.current, {
        layout,
        frame,
        gaps: model.gaps,
        trace,
        focus: sourced,
        hinted,
        reached: reachedBy(model, step, frame.look.view),
        theme,
        paint,
      });
    },
    [layout, frame, model, trace, sourced, hinted, step, theme, paint],
  );
  const canvas = useCanvas(paintStage);
  useFollowing(scroller, layout, frame);
  /** Only a cell that the reader walked to is said; the step has a sentence of its own. */
  const chosen = useStore(store, (state) => state.pinned) !== undefined;

  const find = (event: MouseEvent<HTMLElement>): Cell | undefined => {
    if (!layout || !trace) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    const hit = maybeCellAt(layout, { x: event.clientX - box.left, y: event.clientY - box.top });
    if (!hit) return undefined;
    const { shown } = frame.columns[layout.columns.indexOf(hit.place)];
    return { of: cellOf(shown.pass), id: shown.value, index: hit.index };
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') store.getState().pin(undefined);
    if (!focus) return;
    const next = neighbourOf(event.key, focus, frame);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    store.getState().pin(next);
  };

  return (
    <div className="stage" ref={scroller}>
      <div
        className="stage-field"
        style={layout && { width: layout.width, height: layout.height }}
        role="application"
        aria-label="The network, as pictures"
        aria-describedby="stage-help"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
        tabIndex={0}
        onPointerMove={(event) => {
          if (event.pointerType !== 'touch') store.getState().point(find(event));
        }}
        onPointerLeave={() => store.getState().point(undefined)}
        onClick={(event) => store.getState().pin(find(event))}
        onKeyDown={press}
      >
        <canvas ref={canvas} className="stage-canvas" />
        {layout && <StageTitles layout={layout} frame={frame} />}
        {layout && trace && focus && pointed && (
          <Tip layout={layout} trace={trace} model={model} focus={focus} look={frame.look} />
        )}
        <p id="stage-help" className="visually-hidden">
          Arrow keys move over the cells of a picture, Page Up and Page Down go to the next picture,
          comma and full stop to the next layer, Escape lets go.
        </p>
        <Said
          text={
            trace && focus && chosen && !pointed ? sayCell(trace, model, focus, frame.look) : ''
          }
          wait={200}
        />
      </div>
    </div>
  );
}

function sayCell(trace: Trace, model: LabModel, { cell }: Focus, look: Look): string {
  return `${cellName(trace, model.columns, cell)}: ${cellText(trace, cell, look)}`;
}

interface TipProps {
  readonly layout: StageLayout;
  readonly trace: Trace;
  readonly model: LabModel;
  readonly focus: Focus;
  readonly look: Look;
}

/** The cell under the pointer, by name and with its sign. */
function Tip({ layout, trace, model, focus, look }: TipProps) {
  const place = layout.columns.find(({ column }) => column === focus.column);
  if (!place) return null;
  const cell = cellRect(place, focus.cell.index);
  const left = cell.x + cell.width / 2;
  return (
    <p
      className="stage-tip"
      aria-hidden="true"
      data-side={left > layout.width / 2 ? 'left' : 'right'}
      style={{ left, top: cell.y + cell.height }}
    >
      {cellName(trace, model.columns, focus.cell)}{' '}
      <strong>{cellText(trace, focus.cell, look)}</strong>
    </p>
  );
}

/** Where the network is wider than the page: the column of the step is brought into view. */
function useFollowing(
  scroller: { readonly current: HTMLDivElement | null },
  layout: StageLayout | undefined,
  { now }: Frame,
): void {
  const column = now?.column;
  useEffect(() => {
    const element = scroller.current;
    const place = layout?.columns.find((candidate) => candidate.column === column);
    if (!element || !place || element.scrollWidth <= element.clientWidth) return;
    const middle = place.box.x + place.box.width / 2;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollTo({
      left: middle - element.clientWidth / 2,
      behavior: still ? 'instant' : 'smooth',
    });
  }, [scroller, layout, column]);
}
