import { type RefObject, useEffect, useLayoutEffect } from 'react';
import type { Frame } from './frame.ts';
import type { StageLayout } from './layout.ts';

/**
 * Where the network is wider than the page: the column of the step is brought into view, and how far
 * it is scrolled (`left`) is kept while a layer is open. Returns what to do when it is scrolled.
 */
export function useScroll(
  scroller: RefObject<HTMLDivElement | null>,
  left: RefObject<number>,
  layout: StageLayout | undefined,
  { now }: Frame,
): () => void {
  const column = now?.column;
  const there = layout !== undefined;
  useLayoutEffect(() => {
    if (there && scroller.current) scroller.current.scrollLeft = left.current;
  }, [scroller, left, there]);
  useEffect(() => {
    const element = scroller.current;
    const place = layout?.columns.find((candidate) => candidate.column === column);
    if (!element || !place || element.scrollWidth <= element.clientWidth) return;
    const middle = place.box.x + place.box.width / 2;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollTo({
      left: middle - element.clientWidth / 2,
      behavior: still ? 'instant' : 'smooth',
    });
  }, [scroller, layout, column]);
  return () => {
    const element = scroller.current;
    // What is no wider than the page cannot be scrolled: the place is kept for the way back.
    if (element && element.scrollWidth > element.clientWidth) left.current = element.scrollLeft;
  };
}
