import { type Drawing, parseDrawing } from '../digits/strokes.ts';

const KEY = 'backflow.lab.drawing';
const DAMAGED = `${KEY}.damaged`;

/** Whoever holds a drawing that is to be kept. */
export interface Holder {
  /** The drawing as the reader has made it. */
  current(): Drawing;
  draw(drawing: Drawing): void;
  /** Called whenever the drawing has changed. */
  watch(changed: () => void): () => void;
  notify(words: string): void;
}

/**
 * Brings back the drawing of the last visit and keeps it from now on. A copy that cannot be read
 * is set aside, never thrown away, and the reader is told. Returns what ends the keeping.
 */
export function keepDrawing(holder: Holder, storage: Storage): () => void {
  const saved = attempt(() => storage.getItem(KEY)) ?? null;
  if (saved !== null) {
    try {
      holder.draw(parseDrawing(JSON.parse(saved), { name: 'saved drawing' }));
    } catch (error) {
      attempt(() => {
        storage.setItem(DAMAGED, saved);
        storage.removeItem(KEY);
      });
      const why = error instanceof Error ? error.message : String(error);
      holder.notify(
        `The drawing of your last visit could not be read (${why}). It is set aside as "${DAMAGED}"; draw anew.`,
      );
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    timer = undefined;
    attempt(() => storage.setItem(KEY, JSON.stringify(holder.current())));
  };
  const stop = holder.watch(() => {
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
