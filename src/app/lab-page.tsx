import { useEffect, useState } from 'react';
import { Lab } from '../lab/lab.tsx';
import { createLab } from '../lab/lab-instrument.ts';
import type { LabStore } from '../lab/lab-store.ts';
import { pageClient } from './page-client.ts';
import { type Holder, keepDrawing } from './saved-drawing.ts';

/** The Lab on a page of its own: the drawing is kept from visit to visit. */
export function LabPage() {
  const [lab] = useState(() => createLab());
  useEffect(() => keepDrawing(holderOf(lab.store), localStorage), [lab]);
  return <Lab {...lab} client={pageClient} />;
}

/** The Lab's drawing, for whoever keeps it from visit to visit. */
export function holderOf(store: LabStore): Holder {
  return {
    current: () => store.getState().drawing,
    draw: (drawing) => store.getState().draw(drawing),
    notify: (words) => store.getState().notify(words),
    watch: (changed) =>
      store.subscribe((state, before) => {
        if (state.drawing !== before.drawing) changed();
      }),
  };
}
