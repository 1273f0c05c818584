import type { PageStore } from '../notebook/page-store.ts';

/** Where `saved-drawing.ts` keeps the reader's digit. */
const drawingKey = 'backflow.lab.drawing';

/**
 * Loads what keeps a page's state when there is one: a link's, a drawing of an earlier visit that a
 * figure shows, or the reader's first change. Until then nobody pays for it. Returns what ends it.
 */
export function wakeState(root: Document, page: PageStore): () => void {
  const bar = root.querySelector<HTMLElement>('[data-lesson-state]');
  let loading: Promise<(() => void) | undefined> | undefined;
  const load = () => {
    loading ??= import('./lesson-state.ts').then(
      ({ connectLessonState }) => {
        for (const stop of stops) stop();
        return connectLessonState(root, page);
      },
      (error: unknown): undefined => {
        // Its code could not be had: the next change tries again.
        loading = undefined;
        reportError(error);
      },
    );
    return loading;
  };
  const heard = new AbortController();
  const stops = [
    page.quantities.subscribe(load),
    page.settings.subscribe(load),
    page.drawn.subscribe(load),
    () => heard.abort(),
  ];
  const { signal } = heard;
  addEventListener('hashchange', () => void load(), { signal });
  if (bar) {
    bar.hidden = false;
    bar.addEventListener('pointerover', () => void load(), { signal });
    // A press that comes before the code does is done again once it is there.
    bar.addEventListener(
      'click',
      async ({ target }) => {
        const end = await load();
        if (end && target instanceof HTMLButtonElement) target.click();
      },
      { signal },
    );
  }
  if (/^#v\d+\./.test(location.hash) || (showsDrawing(root) && hasDrawing())) void load();
  return () => {
    for (const stop of stops) stop();
    void loading?.then((end) => end?.());
  };
}

const showsDrawing = (root: Document) => root.querySelector('[data-shows-drawing]') !== null;

function hasDrawing(): boolean {
  try {
    return localStorage.getItem(drawingKey) !== null;
  } catch {
    return false; // storage is forbidden here
  }
}
