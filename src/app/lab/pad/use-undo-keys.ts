import { useEffect } from 'react';
import type { LabStore } from '../lab-store.ts';

/** Ctrl+Z and Ctrl+Shift+Z, ⌘ on a Mac: in the whole Lab, unless text is being written. */
export function useUndoKeys(store: LabStore): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.key.toLowerCase() !== 'z') return;
      if (!(event.ctrlKey || event.metaKey) || isWritten(event.target)) return;
      event.preventDefault();
      const { undo, redo } = store.getState();
      if (event.shiftKey) redo();
      else undo();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store]);
}

const isWritten = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="radio"], [type="range"]), textarea') !== null;
