import type { Page } from './definition.ts';

/**
 * Keeps one thing for each experiment of a page, for as long as the page lives: the first figure
 * that names the experiment makes it, the others share it.
 */
export function perExperiment<T>(): (page: Page, experiment: string, make: () => T) => T {
  const pages = new WeakMap<Page, Map<string, T>>();
  return (page, experiment, make) => {
    const things = pages.get(page) ?? new Map<string, T>();
    pages.set(page, things);
    const thing = things.get(experiment) ?? make();
    things.set(experiment, thing);
    return thing;
  };
}
