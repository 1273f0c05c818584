import { createContext, useCallback, useContext, useState, useSyncExternalStore } from 'react';
import type { Page, Quantities, Settings } from './definition.ts';

/**
 * Renders a figure again: at once where the reader sees it, in a moment where not. The page gives
 * each figure its own.
 */
export type Render = (render: () => void) => void;

export const RenderContext = createContext<Render>((render) => render());

/** The page's numbers. A figure renders again when one that it has read changes, and for no other. */
export const useQuantities = (page: Page): Quantities => useTable(page.quantities);

/** What the page's controls are set to; renders like `useQuantities`. */
export const useSettings = (page: Page): Settings => useTable(page.settings);

interface Store<T> {
  getState(): Table<T>;
  getInitialState(): Table<T>;
  subscribe(listener: () => void): () => void;
}

function useTable<T>(store: Store<T>): Table<T> {
  const render = useContext(RenderContext);
  const [seen] = useState(() => new SeenTable<T>());
  const subscribe = useCallback(
    (changed: () => void) => store.subscribe(() => render(changed)),
    [store, render],
  );
  return useSyncExternalStore(
    subscribe,
    () => seen.of(store.getState()),
    () => seen.of(store.getInitialState()),
  );
}

type Table<T> = Readonly<Record<string, T>>;

/**
 * A table as one figure sees it: the same object for as long as nothing has changed that was ever
 * read through it, so that it can stand among what a render depends on. Read it by name; it does
 * not list its names.
 */
export class SeenTable<T> {
  readonly #read = new Set<string>();
  #latest: Table<T> = {};
  #seen: Table<T> | undefined;

  of(table: Table<T>): Table<T> {
    const before = this.#latest;
    this.#latest = table;
    if (this.#seen && [...this.#read].every((name) => table[name] === before[name])) {
      return this.#seen;
    }
    const nothing: Table<T> = {};
    this.#seen = new Proxy(nothing, {
      // Of the latest table, not of the one at hand: what was not read till now may have changed.
      get: (_, name) => (typeof name === 'string' ? this.#get(name) : undefined),
      has: (_, name) => typeof name === 'string' && this.#get(name) !== undefined,
    });
    return this.#seen;
  }

  #get(name: string): T | undefined {
    this.#read.add(name);
    return this.#latest[name];
  }
}
