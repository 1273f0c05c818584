import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../definition.ts';
import { type DigitLayer, readLayer } from './read-layer.ts';

export type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'read' }
  | { readonly state: 'failed'; readonly why: string };

/** The first pool for the present drawing and label; the last one stays until the next is there. */
export function useLayer(page: Page, label: number, lane: string) {
  const drawing = useStore(page.drawing);
  const [read, setRead] = useState<DigitLayer>();
  const [reading, setReading] = useState<Reading>({ state: 'reading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads the same drawing again
  useEffect(() => {
    let over = false;
    setReading({ state: 'reading' });
    readLayer(page, drawing, label, lane).then(
      (next) => {
        if (over || !next) return;
        setRead(next);
        setReading({ state: 'read' });
      },
      (error: unknown) => {
        if (over) return;
        const why = error instanceof Error ? error.message : String(error);
        setReading({ state: 'failed', why });
      },
    );
    return () => {
      over = true;
    };
  }, [page, drawing, label, lane, attempt]);
  return { read, reading, again: () => setAttempt(attempt + 1) };
}
