import { useStore } from 'zustand';
import type { Page } from './definition.ts';

/** What a mark in a figure needs in order to light up with its term in a formula, and the reverse. */
export interface TermMark {
  /** Pointer or focus is on the term, here or in the text. */
  readonly lit: boolean;
  /** To be spread on the mark's element, HTML or SVG. */
  readonly props: {
    readonly 'data-term': string;
    readonly 'data-lit': true | undefined;
    onPointerEnter(): void;
    onPointerLeave(): void;
    onFocus(): void;
    onBlur(): void;
  };
}

/** Ties a mark to the term `experiment:name` that formulas name as `\term{experiment:name}{…}`. */
export function useTerm(page: Page, experiment: string, name: string): TermMark {
  const term = `${experiment}:${name}`;
  const lit = useStore(page.pointed, (pointed) => pointed === term);
  const enter = () => page.point(term);
  const leave = () => page.point(undefined);
  return {
    lit,
    props: {
      'data-term': term,
      'data-lit': lit || undefined,
      onPointerEnter: enter,
      onPointerLeave: leave,
      onFocus: enter,
      onBlur: leave,
    },
  };
}
