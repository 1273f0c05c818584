import type { PageStore, Setting, Settings } from './page-store.ts';

/**
 * Tabs over the versions of a listing: arrow keys, Home and End choose one. Choosing sets the
 * figure's controls, and the tabs follow these.
 */
export function connectVariants(box: HTMLElement, page: PageStore): () => void {
  const tabs = [...box.querySelectorAll<HTMLButtonElement>('[role="tab"]')];
  const panels = [...box.querySelectorAll<HTMLElement>('.variant')];
  const sets = panels.map((panel): Settings => JSON.parse(panel.dataset.sets ?? '{}'));
  const names = [...new Set(sets.flatMap((settings) => Object.keys(settings)))];
  const written = new Map(names.map((name) => [name, writtenSetting(name)]));
  const stop = new AbortController();
  const show = (chosen: number) => {
    for (const [i, tab] of tabs.entries()) {
      tab.ariaSelected = String(i === chosen);
      tab.tabIndex = i === chosen ? 0 : -1;
      panels[i].toggleAttribute('data-chosen', i === chosen);
    }
  };
  const choose = (chosen: number) => {
    if (chosen < 0 || chosen >= tabs.length) return;
    show(chosen);
    // What a sibling sets and this one does not goes back to how it was written.
    for (const name of names) {
      const value = sets[chosen][name];
      const isWritten = value === undefined || same(value, written.get(name));
      page.setSetting(name, isWritten ? undefined : value);
    }
  };
  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(i), { signal: stop.signal });
    tab.addEventListener(
      'keydown',
      (event) => {
        const last = tabs.length - 1;
        const to = {
          ArrowRight: i === last ? 0 : i + 1,
          ArrowLeft: i === 0 ? last : i - 1,
          Home: 0,
          End: last,
        }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        choose(to);
        tabs[to].focus();
      },
      { signal: stop.signal },
    );
  }
  const follow = () => {
    if (names.length === 0) return;
    const settings = page.settings.getState();
    const now = (name: string) => settings[name] ?? written.get(name);
    const fits = sets.map((set) =>
      names.every((name) => same(set[name] ?? written.get(name), now(name))),
    );
    // The figure may be set to something that no variant is about: the listing stays as it is.
    const chosen = fits.indexOf(true);
    if (chosen >= 0) show(chosen);
  };
  follow();
  const unsubscribe = page.settings.subscribe(follow);
  return () => {
    stop.abort();
    unsubscribe();
  };
}

/** Attributes are words where controls may be numbers. */
const same = (a: Setting | undefined, b: Setting | undefined) => String(a) === String(b);

/** What a control is set to where the lesson places the figure: the attribute of its name. */
function writtenSetting(name: string): Setting | undefined {
  const [experiment, control] = name.split('/');
  for (const island of document.querySelectorAll<HTMLElement>('[data-island][data-attributes]')) {
    const attributes: Readonly<Record<string, Setting>> = JSON.parse(
      island.dataset.attributes ?? '{}',
    );
    if (attributes.experiment === experiment) return attributes[control];
  }
  return undefined;
}
