import { useEffect } from 'react';
import type { Page } from './definition.ts';

/**
 * Tells the reader of quantities and settings, by name, that a link gave something which does not
 * fit: the figure stays as written there.
 */
export function useRefusal(page: Page, misfits: readonly string[]): void {
  // A list is new in every render, its words are not; names have no spaces.
  const listed = misfits.join(' ');
  useEffect(() => {
    for (const name of listed.split(' ')) if (name !== '') page.refuse(name);
  }, [page, listed]);
}
