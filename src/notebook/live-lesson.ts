import { connectListing } from './live-listing.ts';
import { connectQuestion } from './live-question.ts';
import { connectSlot, connectValue } from './live-value.ts';
import type { PageStore } from './page-store.ts';

type Connect = (element: HTMLElement, page: PageStore) => () => void;

const parts: readonly (readonly [selector: string, connect: Connect])[] = [
  ['.value[data-quantity]', connectValue],
  ['[data-live]', connectSlot],
  ['pre[data-experiment]', connectListing],
  ['.predict[data-question]', connectQuestion],
];

/** Brings everything in a lesson to life that is not a widget; returns what undoes it. */
export function connectLesson(root: ParentNode, page: PageStore): () => void {
  const stops = parts.flatMap(([selector, connect]) =>
    [...root.querySelectorAll<HTMLElement>(selector)].map((element) => connect(element, page)),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
