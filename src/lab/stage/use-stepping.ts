import { useEffect, useRef } from 'react';
import type { Trace } from '../../trace/trace.ts';
import type { LabStore } from '../lab-store.ts';
import type { Zoom } from '../zoom.ts';
import { cellOf, restingCell } from './focus.ts';
import type { Frame } from './frame.ts';
import { isData } from './opened.ts';

/** While the reader is near, a step takes them along: to the layer that it fills, or a cell there. */
export function useStepping(
  store: LabStore,
  trace: Trace | undefined,
  frame: Frame,
  step: number,
  zoom: Zoom,
): void {
  const last = useRef({ step, zoom });
  useEffect(() => {
    const before = last.current;
    last.current = { step, zoom };
    // Who sets both at once (a link, a tour) knows where to be.
    if (before.step === step || before.zoom !== zoom || !trace) return;
    const next = maybeZoomAt(trace, frame, zoom);
    if (!next) return;
    last.current.zoom = next;
    store.getState().setZoom(next);
  }, [store, trace, frame, step, zoom]);
}

/** Where a zoom goes with the step; undefined where it stays. */
export function maybeZoomAt(trace: Trace, { now }: Frame, zoom: Zoom): Zoom | undefined {
  if (zoom.level === 'network' || !now) return undefined;
  const { shown, column } = now;
  if (zoom.level === 'layer') {
    return zoom.value === shown.value ? undefined : { level: 'layer', value: shown.value };
  }
  if (!isData(zoom.cell)) return undefined;
  const { id, index } = zoom.cell;
  const same = column.values.some((value) => value.id === id);
  const cell = same ? { of: cellOf(shown.pass), id: shown.value, index } : restingCell(trace, now);
  return { level: 'cell', cell };
}
