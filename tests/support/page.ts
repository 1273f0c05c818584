import type { Quantities } from '../../src/notebook/lesson.ts';
import { createPageStore, type PageStore } from '../../src/notebook/page-store.ts';
import type { Page } from '../../src/widgets/definition.ts';

/** A page as a figure's test needs it: without an engine. */
export function testPage(quantities: Quantities = {}): PageStore & Page {
  return {
    ...createPageStore(quantities),
    client: () => Promise.reject(new Error('this page has no engine')),
  };
}
