import { useEffect, useState } from 'react';
import type { Drawing } from '../digits/strokes.ts';
import { createLab, Lab, type LabInstrument } from '../lab/lab.tsx';
import type { LabStore } from '../lab/lab-store.ts';
import { linkable } from '../lab/linked-drawing.ts';
import { connectLabAddress } from './lab-address.ts';
import { pageClient } from './page-client.ts';
import { type Holder, keepDrawing } from './saved-drawing.ts';

/**
 * The Lab on a page of its own: its state is in the address, and the drawing is kept from visit to
 * visit; a link's drawing only from when the reader adds to it.
 */
export function LabPage() {
  const [lab] = useState(createLab);
  useEffect(() => connectPage(lab), [lab]);
  return <Lab {...lab} client={pageClient} />;
}

function connectPage(lab: LabInstrument): () => void {
  const { store } = lab;
  let linked: Drawing | undefined;
  const storage = maybeStorage();
  const stopKeeping =
    storage &&
    keepDrawing(
      holderOf(store, (drawing) => drawing === linked),
      storage,
    );
  const disconnect = connectLabAddress(lab, (drawing) => {
    linked = drawing;
    store.getState().mark();
    store.getState().draw(drawing);
  });
  return () => {
    disconnect();
    stopKeeping?.();
  };
}

/** A frame inside another site may have none. */
function maybeStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** The Lab's drawing, for whoever keeps it from visit to visit; what `isOthers` is not kept. */
export function holderOf(
  store: LabStore,
  isOthers: (drawing: Drawing) => boolean = () => false,
): Holder {
  return {
    current: () => store.getState().drawing,
    draw: (drawing) => store.getState().draw(linkable(drawing)),
    notify: (words) => store.getState().notify(words),
    watch: (changed) =>
      store.subscribe((state, before) => {
        if (state.drawing !== before.drawing && !isOthers(state.drawing)) changed();
      }),
  };
}
