import { type RefObject, useEffect, useRef } from 'react';

/** What the transport can do. A player's state has exactly these. */
export interface TransportActions {
  readonly toggle: () => void;
  readonly toggleBack: () => void;
  readonly forward: () => void;
  readonly back: () => void;
  /** A step without moments of its own is one moment. */
  readonly nextMoment: () => void;
  readonly previousMoment: () => void;
  readonly first: () => void;
  readonly last: () => void;
  /** To a step and, inside it, to a progress of 0 … 1. */
  readonly seek: (step: number, progress?: number) => void;
  readonly setSpeed: (speed: number) => void;
}

/** Does what a key asks for; false when the key means nothing here. */
export function handleTransportKey(
  event: {
    readonly key: string;
    readonly target: EventTarget | null;
    readonly altKey: boolean;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly shiftKey: boolean;
  },
  actions: TransportActions,
): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.key === ' ' && isPressable(event.target)) return false;
  const action = {
    ArrowLeft: event.shiftKey ? actions.previousMoment : actions.back,
    ArrowRight: event.shiftKey ? actions.nextMoment : actions.forward,
    Home: actions.first,
    End: actions.last,
    ' ': event.shiftKey ? actions.toggleBack : actions.toggle,
  }[event.key];
  action?.();
  return action !== undefined;
}

const isPressable = (target: EventTarget | null): boolean =>
  target !== null &&
  target instanceof Element &&
  target.closest('button, a, summary, select, textarea') !== null;

/** Opens the list of keys. */
export function showKeys(dialog: RefObject<HTMLDialogElement | null>): void {
  if (dialog.current?.open === false) dialog.current.showModal();
}

/** The transport's keys on the whole page, unless something else has the keys. */
export function usePageKeys(
  wanted: boolean,
  actions: TransportActions,
  dialog: RefObject<HTMLDialogElement | null>,
): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!wanted) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || takesKeys(event.target)) return;
      if (event.key === '?') showKeys(dialog);
      else if (!handleTransportKey(event, latest.current)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [wanted, dialog]);
}

/** An application (a pad, a picture) prevents the default of the keys that it takes itself. */
const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, dialog, .transport') !== null;
