import { type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Place } from '../../draw/wire.ts';
import type { LabStore } from '../lab-store.ts';
import { type Camera, cameraOf, held, maybeNearerOf, zoomedAt } from './camera.ts';
import type { Size } from './use-size.ts';

/** A press that moves farther than this is no press but a drag. */
const SLACK = 5;

/**
 * The reader's own camera around a resting place: wheel with Ctrl, pinch, drag. It is let go as
 * soon as the zoom changes, and part of a link. The wheel alone scrolls the page, until one is nearer.
 */
export function useHand(
  field: RefObject<HTMLElement | null>,
  store: LabStore,
  home: Camera | undefined,
  size: Size | undefined,
) {
  const nearer = useStore(store, (state) => state.nearer);
  const own = useMemo(() => {
    const camera = nearer && home && size && cameraOf(nearer, home, size);
    return camera === home ? undefined : camera;
  }, [nearer, home, size]);
  const fingers = useRef(new Map<number, Place>());
  const dragged = useRef(false);

  const move = (change: (camera: Camera, home: Camera) => Camera) => {
    if (!home || !size) return;
    const camera = held(change(own ?? home, home), home, size);
    store.getState().setNearer(maybeNearerOf(camera, home, size));
  };
  const zoom = (at: Place, factor: number) =>
    move((camera, rest) => zoomedAt(camera, rest, at, factor));

  const wheel = useRef<(event: WheelEvent) => void>(undefined);
  useEffect(() => {
    wheel.current = (event) => {
      if (!event.ctrlKey && !event.metaKey && !own) return;
      event.preventDefault();
      const box = field.current?.getBoundingClientRect();
      if (!box) return;
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      const lines = event.deltaMode === 1 ? 16 : 1;
      zoom(at, Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.008 : 0.002)));
    };
  });
  useEffect(() => {
    const element = field.current;
    const turn = (event: WheelEvent) => wheel.current?.(event);
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [field]);

  const placeOf = (event: PointerEvent<HTMLElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const lift = (event: PointerEvent<HTMLElement>) => {
    fingers.current.delete(event.pointerId);
  };
  return {
    own,
    zoom,
    /** Whether the press that has just ended was a drag. */
    wasDrag: () => dragged.current,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (fingers.current.size === 0) dragged.current = false;
      fingers.current.set(event.pointerId, placeOf(event));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      // Let go outside the stage: that was not told here.
      if (event.buttons === 0) lift(event);
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const now = placeOf(event);
      const far = Math.hypot(now.x - before.x, now.y - before.y);
      if (!dragged.current && far < SLACK) return;
      const others = [...fingers.current].filter(([id]) => id !== event.pointerId);
      if (others.length === 0 && !own) return;
      dragged.current = true;
      fingers.current.set(event.pointerId, now);
      const [other] = others;
      if (!other) {
        move(({ x, y, k }) => ({ k, x: x + now.x - before.x, y: y + now.y - before.y }));
        return;
      }
      const [, still] = other;
      const apart = (at: Place) => Math.max(1, Math.hypot(at.x - still.x, at.y - still.y));
      const middle = { x: (now.x + still.x) / 2, y: (now.y + still.y) / 2 };
      zoom(middle, apart(now) / apart(before));
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  };
}
