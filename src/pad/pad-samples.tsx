import { sampleDigit } from '../digits/samples.ts';
import type { Drawing } from '../digits/strokes.ts';
import type { DrawingStore } from './drawing-history.ts';
import { inkPath } from './ink.ts';

const samples = Array.from({ length: 10 }, (_, digit) => sampleDigit(digit));
const pictures = samples.map((drawing) => inkPath(drawing, 40));

/** Which sample a drawing is, if it is one untouched. */
export function sampleNumber(drawing: Drawing): number | undefined {
  const digit = samples.indexOf(drawing);
  return digit < 0 ? undefined : digit;
}

/** Ten digits of our own to tap. */
export function PadSamples({ store }: { readonly store: DrawingStore }) {
  const choose = (sample: Drawing) => {
    const { drawing, mark, draw } = store.getState();
    if (drawing === sample) return;
    mark();
    draw(sample);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div className="pad-samples" role="group" aria-label="Sample digits">
      {samples.map((sample, digit) => (
        <button
          key={pictures[digit]}
          type="button"
          data-sample={digit}
          aria-label={`Sample ${digit}`}
          onClick={() => choose(sample)}
        >
          <svg viewBox="4 4 32 32" aria-hidden="true">
            <path d={pictures[digit]} />
          </svg>
        </button>
      ))}
    </div>
  );
}
