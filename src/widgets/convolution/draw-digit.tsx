import { useState } from 'react';
import { historyOf } from '../../pad/drawing-history.ts';
import { DrawingPad } from '../../pad/drawing-pad.tsx';
import type { Page } from '../definition.ts';

/** The pad for the reader's own digit: closed at first, made when it is opened. */
export function DrawDigit({ page }: { readonly page: Page }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="convolution-draw" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Draw your digit</summary>
      {open && (
        <div className="convolution-pad">
          <DrawingPad store={historyOf(page)} />
        </div>
      )}
    </details>
  );
}
