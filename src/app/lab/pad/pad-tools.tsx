import { useStore } from 'zustand';
import { sampleDigit } from '../../../digits/samples.ts';
import type { LabStore } from '../lab-store.ts';
import { inkPath } from './ink.ts';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const samples = digits.map((digit) => inkPath(sampleDigit(digit), 40));

/** Undo, redo, clear. */
export function PadTools({ store }: { readonly store: LabStore }) {
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

/** Ten digits of our own to tap. */
export function PadSamples({ store }: { readonly store: LabStore }) {
  const { mark, draw } = store.getState();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div className="pad-samples" role="group" aria-label="Sample digits">
      {digits.map((digit) => (
        <button
          key={digit}
          type="button"
          data-sample={digit}
          aria-label={`Sample ${digit}`}
          onClick={() => {
            mark();
            draw(sampleDigit(digit));
          }}
        >
          <svg viewBox="4 4 32 32" aria-hidden="true">
            <path d={samples[digit]} />
          </svg>
        </button>
      ))}
    </div>
  );
}
