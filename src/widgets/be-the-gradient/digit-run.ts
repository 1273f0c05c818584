import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Drawing } from '../../digits/strokes.ts';
import type { Page } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';
import type { Numbers } from './board.ts';

/** A board's numbers from the reader's digit; undefined until the network has answered. */
interface DigitRun {
  readonly numbers: StoreApi<Numbers | undefined>;
  /** Brings the numbers abreast of the page, once for each digit and label. */
  refresh(): void;
}

const runs = perExperiment<DigitRun>();

/** Undefined where the board's numbers are the lesson's. */
function maybeRun(page: Page, attributes: Attributes): DigitRun | undefined {
  const { digit, experiment } = attributes;
  if (digit === undefined) return undefined;
  return runs(page, experiment, () => createRun(page, attributes, digit));
}

function createRun(page: Page, { kind, experiment }: Attributes, lab: string): DigitRun {
  const numbers = createStore<Numbers | undefined>(() => undefined);
  let asked: { readonly label: number; readonly drawing: Drawing } | undefined;
  const run = async (label: number, drawing: Drawing) => {
    // Few boards are of a digit: the others need none of this.
    const [{ shownDigit }, { maybeDigitNumbers }, client] = await Promise.all([
      import('../../digits/shown-digit.ts'),
      import('./digit-numbers.ts'),
      page.client(),
    ]);
    const { pixels } = shownDigit(drawing);
    const request = { network: 'cnn', pixels, label } as const;
    const outcome = await client.record(request, { lane: `${experiment}/by-hand` });
    if (outcome.state !== 'answered') return;
    numbers.setState(maybeDigitNumbers(outcome.result.trace, kind), true);
    page.answersChanged();
  };
  return {
    numbers,
    refresh() {
      const chosen = page.settings.getState()[`${lab}/label`];
      const label = typeof chosen === 'number' ? chosen : 8;
      const drawing = page.drawing.getState();
      if (asked?.label === label && asked.drawing === drawing) return;
      asked = { label, drawing };
      run(label, drawing).catch(() => {
        // Without a network the written numbers stand; it is asked again with the next change.
        asked = undefined;
      });
    },
  };
}

const nothing = createStore<Numbers | undefined>(() => undefined);

/** For the view: the digit's numbers as they come. */
export function useDigitNumbers(page: Page, attributes: Attributes): Numbers | undefined {
  const run = maybeRun(page, attributes);
  useEffect(() => {
    if (!run) return;
    run.refresh();
    const stops = [page.drawing.subscribe(run.refresh), page.settings.subscribe(run.refresh)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [page, run]);
  return useStore(run?.numbers ?? nothing);
}

/** For answers: what is known now; asks for it where nothing is. */
export function digitNumbers(page: Page, attributes: Attributes): Numbers | undefined {
  const run = maybeRun(page, attributes);
  run?.refresh();
  return run?.numbers.getState();
}
