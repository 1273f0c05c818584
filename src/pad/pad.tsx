import './pad.css';
import { type PointerEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { fine, onFineGrid } from '../digits/fine-grid.ts';
import { beginStroke, type Drawing, extendStroke, hasInk, type Point } from '../digits/strokes.ts';
import { useCanvas } from '../draw/use-canvas.ts';
import { useTheme } from '../draw/use-theme.ts';
import type { DrawingStore } from './drawing-history.ts';
import { drawInk } from './ink.ts';
import { narrate } from './narration.ts';
import { PadGrid } from './pad-grid.tsx';
import { useUndoKeys } from './undo-keys.ts';
import { useKeyboardGrid } from './use-keyboard-grid.ts';

interface PadProps {
  readonly store: DrawingStore;
  readonly label?: string;
}

/**
 * The drawing pad. Strokes are the state, the canvas only shows them: so undo, turning a phone and
 * a reload lose nothing. One pointer draws; further fingers are ignored while it is down.
 */
export function Pad({ store, label = 'Drawing pad' }: PadProps) {
  const help = useId();
  const element = useRef<HTMLDivElement>(null);
  const { drawing, revision, mark, draw, undo } = useStore(store);
  const theme = useTheme();
  const pen = useRef<number>(undefined);
  /** What the pen has made so far: if the drawing is another, someone else changed it. */
  const inked = useRef<Drawing>(undefined);
  const [drawingNow, setDrawingNow] = useState(false);
  const [said, say] = useState('');
  const grid = useKeyboardGrid(store, say);
  const touch = useUndoKeys(element, store);
  useEffect(
    () => store.subscribe((now, before) => say((last) => narrate(now, before) ?? last)),
    [store],
  );

  const paint = useCallback(
    (context: CanvasRenderingContext2D, width: number) => {
      context.strokeStyle = theme === 'dark' ? '#e8e4dc' : '#22201c';
      drawInk(context, drawing, width);
    },
    [drawing, theme],
  );
  const canvas = useCanvas(paint);

  const ink = (next: Drawing) => {
    inked.current = next;
    draw(next);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (pen.current !== undefined || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.current = event.pointerId;
    setDrawingNow(true);
    touch();
    grid.release();
    mark();
    // On the fine grid all of it, so that a link brings back the very drawing.
    const before = onFineGrid(store.getState().drawing);
    ink(beginStroke(before, pointOf(event, event.currentTarget)));
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerId !== pen.current) return;
    // Undone, cleared or replaced under the pen: the stroke ends there.
    if (!inked.current || inked.current !== store.getState().drawing) return up(event);
    const { nativeEvent, currentTarget } = event;
    const samples = nativeEvent.getCoalescedEvents?.() ?? [];
    const points = (samples.length > 0 ? samples : [nativeEvent]).map((sample) =>
      pointOf(sample, currentTarget),
    );
    ink(extendStroke(inked.current, points));
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerId !== pen.current) return;
    pen.current = undefined;
    setDrawingNow(false);
    // After a pen the keys belong to the playhead again: the grid's arrows are for who tabs here.
    event.currentTarget.blur();
  };
  /** The system took the pointer away (a palm, a gesture): what it drew is taken back. */
  const cancel = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerId !== pen.current) return;
    up(event);
    if (inked.current === store.getState().drawing) undo();
  };

  return (
    <div
      ref={element}
      className="pad"
      data-pad
      data-revision={revision}
      data-drawing={drawingNow || undefined}
      role="application"
      aria-label={label}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={grid.press}
      onBlur={grid.hide}
      onContextMenu={(event) => event.preventDefault()}
    >
      <canvas ref={canvas} className="pad-canvas" />
      {grid.shown && <PadGrid grid={grid.grid} />}
      {!hasInk(drawing) && !grid.shown && (
        <p className="pad-empty" aria-hidden="true">
          Draw a digit
        </p>
      )}
      <p id={help} className="visually-hidden">
        Draw with a pen, a finger or a mouse. By keyboard: arrow keys move over a grid of 14 by 14
        cells, Space draws or rubs out a cell, Shift with an arrow key draws a line, Delete clears.
      </p>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

/** A pointer's place in pad units, and its pressure where the device really has one. */
function pointOf(
  event: {
    clientX: number;
    clientY: number;
    pressure: number;
    pointerType: string;
    timeStamp: number;
  },
  pad: HTMLElement,
): Point {
  const box = pad.getBoundingClientRect();
  const x = clamp((event.clientX - box.left - pad.clientLeft) / pad.clientWidth);
  const y = clamp((event.clientY - box.top - pad.clientTop) / pad.clientHeight);
  const felt = event.pointerType === 'pen' && event.pressure > 0;
  return fine({ x, y, time: event.timeStamp, ...(felt ? { pressure: event.pressure } : {}) });
}

/** A pen held down may leave the pad a little. */
const clamp = (share: number): number => Math.min(1.5, Math.max(-0.5, share));
