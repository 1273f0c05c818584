import { connectAddress, type LiveAddress } from '../notebook/live-address.ts';
import type { PageStore } from '../notebook/page-store.ts';
import { experimentOf } from './islands.tsx';
import { keepDrawing } from './saved-drawing.ts';

/**
 * The state of a page that has live parts: in its address, with a button that copies it, one that
 * takes everything back, and a line for what has to be said about a link. The reader's drawing is
 * the Lab's, kept from visit to visit. Returns what ends it.
 */
export function connectLessonState(root: ParentNode, page: PageStore): () => void {
  const bar = root.querySelector<HTMLElement>('[data-lesson-state]');
  const parts = bar ? partsOf(bar) : undefined;
  const tell = (words: string) => {
    if (parts) parts.said.textContent = words;
  };
  const stopKeeping = keepDrawing(
    {
      current: () => page.drawn.getState(),
      draw: (drawing) => page.setDrawing(drawing),
      notify: tell,
      watch: (changed) => page.drawn.subscribe(changed),
    },
    localStorage,
  );
  const address = connectAddress(page, {
    known: { quantities: page.quantities.getInitialState(), experiments: experimentsIn(root) },
    showsDrawing: () => document.querySelector('[data-shows-drawing]') !== null,
    tell,
  });
  const disconnect = parts && connectButtons(parts, page, address, tell);
  return () => {
    disconnect?.();
    address.dispose();
    stopKeeping();
  };
}

interface Parts {
  readonly copy: HTMLButtonElement;
  readonly reset: HTMLButtonElement;
  readonly said: HTMLElement;
}

function partsOf(bar: HTMLElement): Parts | undefined {
  const copy = bar.querySelector<HTMLButtonElement>('[data-state="copy"]');
  const reset = bar.querySelector<HTMLButtonElement>('[data-state="reset"]');
  const said = bar.querySelector<HTMLElement>('[role="status"]');
  return copy && reset && said ? { copy, reset, said } : undefined;
}

function connectButtons(
  { copy, reset, said }: Parts,
  page: PageStore,
  address: LiveAddress,
  tell: (words: string) => void,
): () => void {
  const heard = new AbortController();
  const { signal } = heard;
  const isChanged = () =>
    page.quantities.getState() !== page.quantities.getInitialState() ||
    Object.keys(page.settings.getState()).length > 0;
  const show = () => {
    reset.setAttribute('aria-disabled', String(!isChanged()));
  };
  show();
  const stops = [page.quantities.subscribe(show), page.settings.subscribe(show)];
  const takeBack = () => {
    if (!isChanged()) return;
    page.reset();
    tell('Everything stands as the lesson has it.');
  };
  const copyLink = async () => {
    const link = address.link();
    try {
      await navigator.clipboard.writeText(link);
      tell('The link is copied: it opens this page with these numbers, controls and playheads.');
    } catch {
      // Without leave to write the clipboard, the link itself stands there to be copied.
      const shown = document.createElement('a');
      shown.href = link;
      shown.textContent = 'this link';
      said.replaceChildren('Your browser does not let the page copy. Copy ', shown, ' by hand.');
    }
  };
  reset.addEventListener('click', takeBack, { signal });
  copy.addEventListener('click', () => void copyLink(), { signal });
  return () => {
    heard.abort();
    for (const stop of stops) stop();
  };
}

/** Names of the experiments of all figures on the page. */
function experimentsIn(root: ParentNode): ReadonlySet<string> {
  const islands = [...root.querySelectorAll<HTMLElement>('[data-island][data-attributes]')];
  return new Set(islands.map((island) => experimentOf(island) ?? ''));
}
