import type { DrawingStore } from './drawing-history.ts';
import { Pad } from './pad.tsx';
import { PadSamples } from './pad-samples.tsx';
import { PadTools } from './pad-tools.tsx';

interface DrawingPadProps {
  /** `historyOf(page)` for the reader's own digit, `createDrawingHistory()` for another. */
  readonly store: DrawingStore;
  /** What the pad is called, where a page has several. */
  readonly label?: string;
  /** Without them where a figure has no room, or its drawing need not be a digit. */
  readonly samples?: boolean;
}

/** A pad with its tools, as wide as its place: from about 180 pixels on. */
export function DrawingPad({ store, label = 'Drawing pad', samples = true }: DrawingPadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div className="drawing-pad" role="group" aria-label={label} data-pad-area>
      <Pad store={store} label={label} />
      <PadTools store={store} />
      {samples && <PadSamples store={store} />}
    </div>
  );
}
