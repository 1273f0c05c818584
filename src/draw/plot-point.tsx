import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { type Axis, moved, shareOf, shareWithin, valueAt } from './axis.ts';

/** A point that the reader drags or moves by keys: a slider, for those who hear the page. */
export interface PlotPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Which of the two the reader sets; the other one follows from it. */
  readonly along?: 'x' | 'y';
  /** What an arrow key adds (on a logarithmic axis: powers of ten); Page keys ten times as much. */
  readonly step: number;
  /** The value in words. */
  readonly text: string;
  readonly onMove: (value: number) => void;
}

const directions: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

interface PlotHandleProps {
  readonly x: Axis;
  readonly y: Axis;
  readonly point: PlotPoint | undefined;
  readonly children: ReactNode;
}

/** The field of a plot, and the point in it. */
export function PlotHandle({ x, y, point, children }: PlotHandleProps) {
  if (!point) return <div className="plot-field">{children}</div>;
  const along = point.along ?? 'x';
  const axis = along === 'x' ? x : y;
  const value = along === 'x' ? point.x : point.y;

  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share =
      along === 'x'
        ? (event.clientX - box.left) / box.width
        : (box.bottom - event.clientY) / box.height;
    point.onMove(valueAt(axis, share));
  };
  const press = (event: KeyboardEvent) => {
    const to = keyed(event, axis, value, point.step);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    point.onMove(to);
  };

  return (
    // Said as a share of the axis, in percent: ARIA knows no numbers such as 1e-12; the text does.
    // The pointer may take hold of the whole field; the keyboard has the slider inside it.
    <div
      className="plot-field"
      data-along={along}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
    >
      {children}
      <span
        className="plot-point"
        role="slider"
        tabIndex={0}
        aria-label={point.label}
        aria-orientation={along === 'x' ? 'horizontal' : 'vertical'}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * shareWithin(axis, value))}
        aria-valuetext={point.text}
        data-beyond={beyond(y, point.y)}
        style={{ '--x': place(x, point.x), '--y': place(y, point.y) }}
        onKeyDown={press}
      />
    </div>
  );
}

/** Where a key moves a value; undefined for keys that are none of the slider's. */
function keyed(
  { key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent,
  axis: Axis,
  value: number,
  step: number,
): number | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key === 'Home') return Math.min(...axis.domain);
  if (key === 'End') return Math.max(...axis.domain);
  const by = directions[key];
  return by === undefined ? undefined : moved(axis, value, by * step * (shiftKey ? 10 : 1));
}

/** Whether the point lies above or below what the axis shows. */
function beyond(axis: Axis, value: number): 'up' | 'down' | undefined {
  const share = shareOf(axis, value);
  if (share > 1) return 'up';
  return share < 0 ? 'down' : undefined;
}

const place = (axis: Axis, value: number): number =>
  Math.round(shareWithin(axis, value) * 1e4) / 1e4;
