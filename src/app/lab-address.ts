import type { Drawing } from '../digits/strokes.ts';
import type { LabInstrument } from '../lab/lab.tsx';
import { applyFragment, differsInLink, labFragment } from '../lab/lab-link.ts';
import { linkedDrawing } from '../lab/linked-drawing.ts';
import { AddressError, isState } from '../notebook/address.ts';

/** Milliseconds of quiet before the address is written: browsers allow about three a second. */
const quiet = 400;

/**
 * Keeps the Lab and the fragment of the page's address the same: a link's state is applied, and
 * what the reader does is written into the present entry of the history. `show` is given a link's
 * drawing, where the pad does not hold it already. Returns what ends it.
 */
export function connectLabAddress(
  lab: LabInstrument,
  show: (drawing: Drawing) => void,
): () => void {
  const { store, player } = lab;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restoring = false;
  /** What this said of a link before; other notices stay. */
  let said: string | undefined;

  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const fragment = labFragment(lab);
    if (fragment === location.hash) return;
    const address = `${location.pathname}${location.search}${fragment}`;
    history.replaceState(history.state, '', address);
  };
  const changed = () => {
    if (restoring) return;
    clearTimeout(timer);
    timer = setTimeout(write, quiet);
  };
  const apply = () => {
    if (!isState(location.hash)) return;
    const tell = (words: string | undefined) => {
      const { notice, notify } = store.getState();
      if (words !== undefined || notice === said) notify(words);
      said = words;
    };
    restoring = true;
    try {
      const { drawing, code, refused } = applyFragment(lab, location.hash);
      // What the pad holds came from this link, or made it: it may know more, its times.
      if (drawing && linkedDrawing(store.getState().drawing) !== code) show(drawing);
      tell(
        refused.length > 0
          ? `This link asks for something that the Lab does not have (${refused.join(', ')}). That part stands as in a new Lab.`
          : undefined,
      );
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      tell(
        `This link could not be read: ${error.message}. The Lab stands as it was; ask for the link again.`,
      );
    } finally {
      restoring = false;
    }
  };
  const leave = () => timer !== undefined && write();
  const stops = [
    store.subscribe((now, before) => differsInLink(now, before) && changed()),
    player.subscribe((now, before) => {
      if (now.step !== before.step || now.progress !== before.progress) changed();
    }),
  ];
  apply();
  addEventListener('hashchange', apply);
  addEventListener('pagehide', leave);
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    removeEventListener('hashchange', apply);
    removeEventListener('pagehide', leave);
  };
}
