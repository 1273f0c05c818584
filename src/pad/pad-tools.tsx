import { useStore } from 'zustand';
import type { DrawingStore } from './drawing-history.ts';

/** Undo, redo, clear. */
export function PadTools({ store }: { readonly store: DrawingStore }) {
  const { past, future, drawing, undo, redo, clear } = useStore(store);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div className="pad-tools" role="group" aria-label="Drawing">
      <button type="button" data-action="undo" aria-disabled={past.length === 0} onClick={undo}>
        Undo
      </button>
      <button type="button" data-action="redo" aria-disabled={future.length === 0} onClick={redo}>
        Redo
      </button>
      <button
        type="button"
        data-action="clear"
        aria-disabled={drawing.length === 0}
        onClick={clear}
      >
        Clear
      </button>
    </div>
  );
}
