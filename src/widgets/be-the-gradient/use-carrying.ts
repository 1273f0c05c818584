import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { arrowMoves } from '../../draw/arrow-keys.ts';
import type { Board, Place } from './board.ts';

type Spot = number | undefined;

/** A chip in the reader's hand: by pointer, by keys, or picked up with a tap. */
export interface Carrying {
  readonly held: number | undefined;
  /** The place that it would land in. */
  readonly target: Spot;
  /** How far the pointer has dragged it, in CSS pixels. */
  readonly drag: { readonly x: number; readonly y: number } | undefined;
  dropAt(place: Spot): void;
  /** What a chip's button needs. */
  chipProps(chip: number): ChipProps;
}

interface ChipProps {
  readonly ref: (element: HTMLButtonElement | null) => void;
  onClick(): void;
  onKeyDown(event: KeyboardEvent): void;
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
}

/** Pixels that a finger may slip and still have tapped. */
const slip = 6;

interface CarryingOptions {
  readonly board: Board;
  readonly placed: readonly Spot[];
  readonly locked: boolean;
  readonly root: RefObject<HTMLElement | null>;
  onDrop(chip: number, place: Spot): void;
  onCancel(chip: number): void;
}

export function useCarrying(options: CarryingOptions): Carrying {
  const { board, placed, locked, root, onDrop, onCancel } = options;
  const [held, setHeld] = useState<number>();
  const [target, setTarget] = useState<Spot>();
  const [drag, setDrag] = useState<{ x: number; y: number }>();
  const start = useRef<{ x: number; y: number }>(undefined);
  const dragged = useRef(false);
  const chips = useRef(new Map<number, HTMLButtonElement>());
  const focusNext = useRef<number>(undefined);

  // A chip that has moved to another place is a new element: the focus goes with it.
  useEffect(() => {
    const chip = focusNext.current;
    if (chip === undefined || held !== undefined) return;
    focusNext.current = undefined;
    chips.current.get(chip)?.focus({ preventScroll: true });
  });

  const pickUp = (chip: number) => {
    setHeld(chip);
    setTarget(placed[chip] ?? board.chips[chip].allowed[0]);
  };
  const letGo = () => {
    setHeld(undefined);
    setTarget(undefined);
    setDrag(undefined);
  };
  const cancel = () => {
    if (held !== undefined) onCancel(held);
    letGo();
  };
  const dropAt = (place: Spot) => {
    if (held === undefined) return;
    focusNext.current = held;
    if (place === undefined || board.chips[held].allowed.includes(place)) onDrop(held, place);
    else onCancel(held);
    letGo();
  };
  /** The place under the pointer, `tray` over the tray, nothing elsewhere. */
  const under = (event: PointerEvent): number | 'tray' | undefined => {
    for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
      const spot = element.closest<HTMLElement>('[data-place], [data-tray]');
      if (!spot || !root.current?.contains(spot) || event.currentTarget.contains(element)) continue;
      return spot.dataset.place === undefined ? 'tray' : Number(spot.dataset.place);
    }
    return undefined;
  };

  return {
    held,
    target,
    drag,
    dropAt,
    chipProps: (chip) => ({
      ref(element) {
        if (element) chips.current.set(chip, element);
        else chips.current.delete(chip);
      },
      onClick() {
        if (locked) return;
        if (dragged.current) {
          dragged.current = false;
        } else if (held === undefined) pickUp(chip);
        else if (held === chip) dropAt(target);
        else if (placed[chip] !== undefined) dropAt(placed[chip]);
        else pickUp(chip);
      },
      onKeyDown(event) {
        dragged.current = false;
        if (locked || held !== chip) return;
        const direction = arrowMoves[event.key];
        if (direction) setTarget(neighbour(board, chip, target, direction) ?? target);
        else if (event.key === 'Escape') cancel();
        else if (event.key === 'Backspace' || event.key === 'Delete') dropAt(undefined);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
      onPointerDown(event) {
        dragged.current = false;
        if (locked || event.button !== 0) return;
        start.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        if (!start.current) return;
        const x = event.clientX - start.current.x;
        const y = event.clientY - start.current.y;
        if (!dragged.current && Math.hypot(x, y) < slip) return;
        dragged.current = true;
        setHeld(chip);
        setDrag({ x, y });
        const spot = under(event);
        const allowed = typeof spot === 'number' && board.chips[chip].allowed.includes(spot);
        setTarget(allowed ? spot : undefined);
      },
      onPointerUp(event) {
        start.current = undefined;
        if (!dragged.current) return;
        const spot = under(event);
        if (spot === undefined) cancel();
        else dropAt(spot === 'tray' ? undefined : spot);
      },
      onPointerCancel() {
        start.current = undefined;
        dragged.current = false;
        cancel();
      },
    }),
  };
}

/** The nearest place in a direction, among those where the chip may be dropped. */
function neighbour(
  { places, chips }: Board,
  chip: number,
  from: Spot,
  [down, right]: readonly [number, number],
): Spot {
  const { allowed } = chips[chip];
  if (from === undefined) return allowed[0];
  const cost = ({ row, column }: Place): number => {
    const along = (row - places[from].row) * down + (column - places[from].column) * right;
    const aside = Math.abs(
      (row - places[from].row) * right + (column - places[from].column) * down,
    );
    return along > 0 ? along + 10 * aside : Number.POSITIVE_INFINITY;
  };
  const best = allowed.reduce((a, b) => (cost(places[b]) < cost(places[a]) ? b : a));
  return Number.isFinite(cost(places[best])) ? best : undefined;
}
