import { type RefObject, useEffect, useRef } from 'react';
import type { DrawingStore } from './drawing-history.ts';

/** A pad on the page. Its area is the nearest `data-pad-area` around it, or the pad alone. */
interface KeyedPad {
  readonly element: HTMLElement;
  readonly store: DrawingStore;
}

const pads = new Set<KeyedPad>();
/** The pad that a pen touched last: a pen leaves no focus behind. */
let touched: KeyedPad | undefined;

/**
 * Ctrl+Z and Ctrl+Shift+Z, ⌘ on a Mac, unless text is being written: for the pad in whose area the
 * focus is. Elsewhere they are for the page's only drawing; among several, for the one drawn on
 * last, as long as nothing else has the focus. Returns what to call when a pen touches the pad.
 */
export function useUndoKeys(ref: RefObject<HTMLElement | null>, store: DrawingStore): () => void {
  const own = useRef<KeyedPad>(undefined);
  useEffect(() => {
    if (!ref.current) return;
    const pad = { element: ref.current, store };
    own.current = pad;
    if (pads.size === 0) document.addEventListener('keydown', press);
    pads.add(pad);
    return () => {
      pads.delete(pad);
      if (touched === pad) touched = undefined;
      if (pads.size === 0) document.removeEventListener('keydown', press);
    };
  }, [ref, store]);
  return () => {
    touched = own.current;
  };
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.key.toLowerCase() !== 'z') return;
  if (!(event.ctrlKey || event.metaKey) || isWritten(event.target)) return;
  const store = storeAt(event.target);
  if (!store) return;
  event.preventDefault();
  const { undo, redo } = store.getState();
  if (event.shiftKey) redo();
  else undo();
}

function storeAt(target: EventTarget | null): DrawingStore | undefined {
  const stores = new Set<DrawingStore>();
  for (const { element, store } of pads) {
    const area = element.closest('[data-pad-area]') ?? element;
    if (target instanceof Node && area.contains(target)) return store;
    stores.add(store);
  }
  if (stores.size === 1) return [...stores][0];
  return target === document.body ? touched?.store : undefined;
}

const isWritten = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="radio"], [type="range"]), textarea') !== null;
