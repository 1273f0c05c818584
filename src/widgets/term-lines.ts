import { useEffect } from 'react';
import type { Page } from './definition.ts';

/**
 * Lights the lines of a listing while pointer or focus is on a term that they are about, here or in
 * the text: for figures whose listing has no playhead. `anchors` is by the term's name, the same
 * object in every render.
 */
export function useTermLines(
  page: Page,
  experiment: string,
  anchors: Readonly<Record<string, string>>,
): void {
  useEffect(() => {
    // Listened to, not rendered: most of what is pointed at changes nothing in the figure.
    const follow = (pointed: string | undefined) => {
      const [of, term] = pointed?.split(':') ?? [];
      const anchor = of === experiment && term !== undefined ? anchors[term] : undefined;
      page.light(experiment, anchor === undefined ? [] : [anchor]);
    };
    follow(page.pointed.getState());
    return page.pointed.subscribe(follow);
  }, [page, experiment, anchors]);
}
