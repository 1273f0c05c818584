import { drawingCode, parseDrawingCode } from '../digits/drawing-code.ts';
import { hasInk } from '../digits/strokes.ts';
import { AddressError, encodeState, isState, type PageState, parseState } from './address.ts';
import { type Known, stateOf, strangers, without } from './page-state.ts';
import type { PageStore } from './page-store.ts';

/** Milliseconds of quiet before the address is written: browsers allow about three a second. */
const quiet = 400;

export interface LiveAddress {
  /** The address of the page as it stands, whole. */
  link(): string;
  dispose(): void;
}

export interface AddressOptions {
  readonly known: Known;
  /** Whether a figure of this page shows the reader's drawing: then the link carries it. */
  readonly showsDrawing: () => boolean;
  /** Something about the link has to be said to the reader. */
  readonly tell: (words: string) => void;
}

/**
 * Keeps the page and the fragment of its address the same: a link's state is applied, and what the
 * reader changes is written into the present entry of the history. What cannot be read is left in
 * the address, and the page stays as it was written.
 */
export function connectAddress(page: PageStore, options: AddressOptions): LiveAddress {
  let heading = isState(location.hash) ? undefined : maybeHeading(location.hash);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restoring = false;

  const fragment = () => {
    const drawing = page.drawing.getState();
    const carries = options.showsDrawing() && hasInk(drawing);
    const state: PageState = { ...stateOf(page), heading };
    return encodeState(carries ? { ...state, drawing: drawingCode(drawing) } : state);
  };
  const address = () => {
    const plain = heading === undefined ? '' : `#${encodeURIComponent(heading)}`;
    return `${location.pathname}${location.search}${fragment() || plain}`;
  };
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    history.replaceState(history.state, '', address());
  };
  const changed = () => {
    if (restoring) return;
    clearTimeout(timer);
    timer = setTimeout(write, quiet);
  };
  const apply = () => {
    if (!isState(location.hash)) {
      heading = maybeHeading(location.hash) ?? heading;
      // A heading was chosen on a page whose numbers differ: the address says both.
      if (fragment() !== '') write();
      return;
    }
    const read = readLink();
    if (!read) return;
    const { state, shown } = read;
    const strange = strangers(state, options.known);
    const { quantities, settings } = without(state, strange);
    restoring = true;
    try {
      page.restore(quantities, settings, shown);
    } finally {
      restoring = false;
    }
    for (const name of strange) page.refuse(name);
    heading = state.heading;
    if (heading) document.getElementById(heading)?.scrollIntoView();
  };
  /** The state that the address holds; what cannot be read is said to the reader. */
  const readLink = () => {
    try {
      const state = parseState(location.hash);
      return { state, shown: state.drawing ? parseDrawingCode(state.drawing) : undefined };
    } catch (error) {
      const why = error instanceof AddressError ? error.message : 'its drawing cannot be read';
      options.tell(
        `This link could not be read: ${why}. The page stands as it was written; ask for the link again.`,
      );
      return undefined;
    }
  };
  const refused = () => {
    const names = page.refused.getState();
    if (names.length === 0) return;
    options.tell(
      `This link asks for something that this page does not have (${names.join(', ')}). That part stands as it was written.`,
    );
  };

  const leave = () => timer !== undefined && write();
  const stops = [
    page.refused.subscribe(refused),
    page.quantities.subscribe(changed),
    page.settings.subscribe(changed),
    page.drawn.subscribe(changed),
  ];
  if (isState(location.hash)) apply();
  else if (fragment() !== '') changed();
  addEventListener('hashchange', apply);
  addEventListener('pagehide', leave);
  return {
    link: () => new URL(address(), location.href).href,
    dispose() {
      clearTimeout(timer);
      for (const stop of stops) stop();
      removeEventListener('hashchange', apply);
      removeEventListener('pagehide', leave);
    },
  };
}

function maybeHeading(hash: string): string | undefined {
  if (hash.length < 2) return undefined;
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return undefined;
  }
}
