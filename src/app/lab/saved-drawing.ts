import { parseDrawing } from '../../digits/strokes.ts';
import type { LabStore } from './lab-store.ts';

const KEY = 'backflow.lab.drawing';
const DAMAGED = `${KEY}.damaged`;

/**
 * Brings back the drawing of the last visit and keeps it from now on. A copy that cannot be read
 * is set aside, never thrown away, and the reader is told. Returns what ends the keeping.
 */
export function keepDrawing(store: LabStore, storage: Storage): () => void {
  const { notify, draw } = store.getState();
  const saved = attempt(() => storage.getItem(KEY)) ?? null;
  if (saved !== null) {
    try {
      draw(parseDrawing(JSON.parse(saved), { name: 'saved drawing' }));
    } catch (error) {
      attempt(() => {
        storage.setItem(DAMAGED, saved);
        storage.removeItem(KEY);
      });
      const why = error instanceof Error ? error.message : String(error);
      notify(
        `The drawing of your last visit could not be read (${why}). It is set aside as "${DAMAGED}"; draw anew.`,
      );
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    timer = undefined;
    attempt(() => storage.setItem(KEY, JSON.stringify(store.getState().drawing)));
  };
  const stop = store.subscribe((state, before) => {
    if (state.drawing === before.drawing) return;
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  });
  const leave = () => {
    // A page that was only looked at does not write over what another one drew meanwhile.
    if (timer === undefined) return;
    clearTimeout(timer);
    save();
  };
  globalThis.addEventListener?.('pagehide', leave);
  return () => {
    stop();
    leave();
    globalThis.removeEventListener?.('pagehide', leave);
  };
}

/** Storage may be switched off or full: then the drawing lasts as long as the page. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
