import { useEffect, useEffectEvent, useState } from 'react';
import { useStore } from 'zustand';
import { historyOf } from '../../pad/drawing-history.ts';
import { DrawingPad } from '../../pad/drawing-pad.tsx';
import type { Page } from '../definition.ts';
import { readDigit } from './read-digit.ts';

interface DigitPanelProps {
  readonly page: Page;
  readonly onLogits: (logits: readonly number[]) => void;
}

type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly likely: number; readonly sample: boolean }
  | { readonly state: 'failed'; readonly why: string };

/** The reader's pad, and what the network makes of it: its logits become the figure's. */
export function DigitPanel({ page, onLogits }: DigitPanelProps) {
  const drawing = useStore(page.drawing);
  const [reading, setReading] = useState<Reading>({ state: 'reading' });
  const [attempt, setAttempt] = useState(0);
  const take = useEffectEvent(onLogits);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads the same drawing again
  useEffect(() => {
    let over = false;
    setReading({ state: 'reading' });
    readDigit(page, drawing).then(
      (read) => {
        if (over || !read) return;
        take(read.logits);
        const likely = read.logits.indexOf(Math.max(...read.logits));
        setReading({ state: 'read', likely, sample: read.sample });
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
  }, [page, drawing, attempt]);
  return (
    <div className="digit-panel" data-state={reading.state} data-shows-drawing="">
      <DrawingPad store={historyOf(page)} />
      <p role="status">{wordsFor(reading)}</p>
      {reading.state === 'failed' && (
        <button type="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      )}
    </div>
  );
}

function wordsFor(reading: Reading): string {
  switch (reading.state) {
    case 'reading':
      return 'The network is reading…';
    case 'failed':
      return `The network could not be run: ${sentence(reading.why)} The logits stay as they were.`;
    case 'read':
      return reading.sample
        ? `Nothing is drawn yet, so these are the logits of a sample 3. The largest is that of ${reading.likely}.`
        : `These are the logits of your digit. The largest is that of ${reading.likely}.`;
  }
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
