import { connectContents } from './live-contents.ts';
import { connectFormula } from './live-formula.ts';
import { connectListing } from './live-listing.ts';
import { connectQuestion } from './live-question.ts';
import { connectSlots } from './live-slot.ts';
import { connectTerms } from './live-term.ts';
import { connectValue } from './live-value.ts';
import { connectVariants } from './live-variants.ts';
import { connectVeils } from './live-veil.ts';
import type { PageStore } from './page-store.ts';

type Connect = (element: HTMLElement, page: PageStore) => () => void;

const parts: readonly (readonly [selector: string, connect: Connect])[] = [
  ['.value[data-quantity]', connectValue],
  ['pre[data-experiment]', connectListing],
  ['.variants', connectVariants],
  ['.formula', connectFormula],
  ['.predict[data-question]', connectQuestion],
];

/** Brings everything in a lesson to life that is not a widget; returns what undoes it. */
export function connectLesson(root: ParentNode, page: PageStore): () => void {
  const stops = parts.flatMap(([selector, connect]) =>
    [...root.querySelectorAll<HTMLElement>(selector)].map((element) => connect(element, page)),
  );
  stops.push(
    connectSlots(root, page),
    connectTerms(root, page),
    connectVeils(root, page),
    connectContents(root),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
