import './stage.css';
import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type Atlas, createAtlas } from '../../draw/feature-map.ts';
import { useCanvas } from '../../draw/use-canvas.ts';
import { useTheme } from '../../draw/use-theme.ts';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { hasCell } from '../cell-name.ts';
import { type LabModel, reachedBy } from '../lab-model.ts';
import type { LabStore } from '../lab-store.ts';
import { Said } from '../said.tsx';
import { into, outOf, type Zoom } from '../zoom.ts';
import { plainSight } from './camera.ts';
import { Crumbs } from './crumbs.tsx';
import { drawStage } from './draw-stage.ts';
import { type Focus, restingCell } from './focus.ts';
import type { Frame } from './frame.ts';
import { maybeHit } from './hit.ts';
import { neighbourOf } from './neighbour.ts';
import { isData } from './opened.ts';
import { type Pose, shotOf } from './pose.ts';
import { kept } from './shown-scene.ts';
import { sightOf } from './sight.ts';
import { maybeTip, StageTip, type TipPlace } from './stage-tip.tsx';
import { StageTitles } from './stage-titles.tsx';
import { sayPlace } from './stage-words.ts';
import { maybeOnward } from './through.ts';
import { useFirstWires } from './use-first-wires.ts';
import { useFlight } from './use-flight.ts';
import { useHand } from './use-hand.ts';
import { usePalette } from './use-palette.ts';
import { useScroll } from './use-scroll.ts';
import { useSize } from './use-size.ts';
import { useStepping } from './use-stepping.ts';
import { useView } from './use-view.ts';

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

/** The network, a layer of it, or one sum: one picture on one canvas, and the ways between them. */
export function Stage(props: StageProps) {
  const { model, store, trace, frame, step, focus, pointed, hinted } = props;
  const { columns } = model;
  const [scroller, size] = useSize<HTMLDivElement>();
  const field = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const paint = usePalette(theme);
  const atlas = useRef<Atlas>(undefined);
  const asked = useStore(store, (state) => state.zoom);
  const pinned = useStore(store, (state) => state.pinned);
  const lead = useStore(store, (state) => state.lead);
  const [over, setOver] = useState<TipPlace>();

  const view = useView({ model, trace, frame, focus, pinned, zoom: asked, size, lead });
  const { zoom, layout, goal, board, key } = view;
  useStepping(store, trace, frame, step, zoom);
  const hand = useHand(field, store, goal?.camera, size);
  const scrolled = useRef(0);
  const posed = useMemo(() => {
    if (hand.own) return goal && { ...goal, camera: hand.own };
    return zoom.level === 'network' ? goal && scrolledTo(goal, scrolled.current) : goal;
  }, [goal, zoom, hand.own]);
  const { shot: flown, flying } = useFlight(posed, key, size, (pose) =>
    pose.depth === 0 && pose.camera.k === 1 ? scrolledTo(pose, scrolled.current) : pose,
  );
  /** At rest the whole network lies in the page, to be scrolled where it is wider. */
  const still = zoom.level === 'network' && !flying && !hand.own;
  const shot = useMemo(
    () => (still && goal ? shotOf({ ...goal, camera: plainSight }) : flown),
    [still, goal, flown],
  );
  const onScroll = useScroll(scroller, scrolled, still ? layout : undefined, frame);

  const shown = zoom.level === 'network' ? (pointed ?? pinned) : pointed;
  const sight = useMemo(
    () =>
      trace && shown && isData(shown) && hasCell(trace, shown)
        ? sightOf(trace, columns, shown.id, shown.index)
        : undefined,
    [trace, shown, columns],
  );
  const gaps = useFirstWires(model.gaps, trace);
  const hint = pointed && zoom.level !== 'network' ? pointed : hinted;
  const paintStage = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      if (!shot) return;
      atlas.current ??= createAtlas(512, 256);
      const scene = kept(store, {
        layout: shot.layout,
        boards: shot.boards,
        opening: Math.min(1, shot.depth),
        closing: Math.max(0, shot.depth - 1),
        groups: view.groups,
        view: { width, height },
        sight,
        frame,
        gaps,
        trace,
        focus: view.sourced,
        hinted: hint,
        reached: reachedBy(model, step, frame.look.view),
        theme,
        paint,
      });
      drawStage(context, atlas.current, scene);
    },
    [
      shot,
      view.groups,
      view.sourced,
      sight,
      frame,
      gaps,
      model,
      store,
      trace,
      hint,
      step,
      theme,
      paint,
    ],
  );
  const canvas = useCanvas(paintStage);

  const go = (next: Zoom) => {
    const { setZoom, pin, point } = store.getState();
    setOver(undefined);
    point(undefined);
    if (next.level === 'cell') pin(next.cell);
    setZoom(next);
    field.current?.focus({ preventScroll: true });
  };
  const enter = (cell: Cell) => {
    // The loss asked about itself is 1: nothing lies behind that.
    const end = cell.of === 'gradient' && cell.id === model.graph.loss;
    if (!isData(cell) || end) return;
    store.getState().pin(cell);
    go(into(zoom, cell));
  };
  const find = (event: MouseEvent<HTMLElement>) => {
    if (!shot || !trace) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    return maybeHit(shot, frame, { x: event.clientX - box.left, y: event.clientY - box.top });
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    if (hand.wasDrag()) return;
    // A second press while the way in is still under way means the same cell, one level nearer.
    if (flying) {
      if (zoom.level === 'layer' && board) enter(board.cell);
      return;
    }
    const hit = find(event);
    if (!hit) return;
    if (hit.on === 'cell') enter(hit.cell);
    if (hit.on === 'lead') store.getState().setLead(hit.lead);
    if (hit.on === 'board' && zoom.level === 'layer' && board) enter(board.cell);
  };
  const point = (event: MouseEvent<HTMLElement>) => {
    const hit = flying ? undefined : find(event);
    const inBoard = hit?.on === 'cell' && hit.board ? hit : undefined;
    setOver(inBoard && { cell: inBoard.cell, rect: inBoard.rect });
    store.getState().hint(inBoard?.cell);
    store.getState().point(hit?.on === 'cell' && !hit.board ? hit.cell : undefined);
  };
  const leave = () => {
    setOver(undefined);
    store.getState().point(undefined);
    store.getState().hint(undefined);
  };
  const middle = size && { x: size.width / 2, y: size.height / 2 };
  const type = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const taken = typed(event);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const typed = ({ key: name, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    if (ctrlKey || metaKey) return false;
    if (name === 'Escape' || name === 'Backspace') {
      if (zoom.level !== 'network') go(outOf(zoom));
      else store.getState().pin(undefined);
      return zoom.level !== 'network';
    }
    if (middle && (name === '+' || name === '=')) hand.zoom(middle, 1.5);
    else if (middle && name === '-') hand.zoom(middle, 1 / 1.5);
    else if ((name === '[' || name === ']') && zoom.level === 'cell' && board) {
      const { leads } = board;
      const to = lead + (name === ']' ? 1 : leads.length - 1);
      if (leads.length > 0) store.getState().setLead(to % leads.length);
    } else if (name === 'Enter') {
      const onward = trace && view.sourced && maybeOnward(trace, view.sourced);
      const resting = trace && !pinned && frame.now ? restingCell(trace, frame.now) : focus?.cell;
      const cell = zoom.level === 'cell' ? onward : (board?.cell ?? resting);
      if (cell) enter(cell);
    } else {
      const from = view.sourced ?? focus;
      const next = from && neighbourOf(name, from, frame);
      if (!next) return false;
      if (zoom.level === 'cell') go({ level: 'cell', cell: next });
      else store.getState().pin(next);
      if (zoom.level === 'layer' && isData(next) && next.id !== from.cell.id) {
        go({ level: 'layer', value: next.id });
      }
    }
    return true;
  };

  const tip = over ?? maybeTip(shot, zoom, pointed);
  const narrow = still ? layout?.width : size?.width;
  return (
    <div className="stage-frame">
      <div className="stage" ref={scroller} onScroll={onScroll} data-still={still}>
        <div
          ref={field}
          className="stage-field"
          style={layout && { width: narrow, height: layout.height }}
          role="application"
          aria-label="The network, as pictures"
          aria-describedby="stage-help"
          data-zoom={zoom.level}
          data-flying={flying}
          data-nearer={hand.own !== undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
          tabIndex={0}
          onPointerDown={hand.onPointerDown}
          onPointerMove={(event) => {
            hand.onPointerMove(event);
            if (event.pointerType !== 'touch') point(event);
          }}
          onPointerUp={hand.onPointerUp}
          onPointerCancel={hand.onPointerCancel}
          onPointerLeave={leave}
          onClick={press}
          onDoubleClick={(event) => {
            if (zoom.level !== 'network' && !flying && !find(event)) go(outOf(zoom));
          }}
          onKeyDown={type}
        >
          <canvas ref={canvas} className="stage-canvas" />
          {shot && <StageTitles layout={shot.layout} frame={frame} />}
          {shot && trace && tip && !flying && (
            <StageTip
              {...{ trace, model }}
              cell={tip.cell}
              at={tip.rect}
              width={narrow ?? 0}
              height={shot.layout.height}
              look={frame.look}
              wide={!over}
            />
          )}
          <p id="stage-help" className="visually-hidden">
            Arrow keys move over the cells of a picture, Page Up and Page Down go to the next
            picture, comma and full stop to the next layer. Enter goes nearer: to the layer, to the
            sum of the cell, and on to the cell that gave most to it; where a sum reads several
            pictures, square brackets draw the next one large. Escape goes back out. Plus and minus
            enlarge.
          </p>
          <Said
            text={
              trace && !pointed
                ? sayPlace(trace, model, zoom, pinned, view.sourced, frame.look)
                : ''
            }
            wait={200}
          />
        </div>
      </div>
      {trace && (
        <Crumbs
          {...{ zoom, trace, columns }}
          backward={board?.cell.of === 'gradient'}
          onGo={go}
          onNearer={(factor) => middle && hand.zoom(middle, factor)}
        />
      )}
    </div>
  );
}

const scrolledTo = (pose: Pose, left: number): Pose =>
  left === 0 ? pose : { ...pose, camera: { x: -left, y: 0, k: 1 } };
