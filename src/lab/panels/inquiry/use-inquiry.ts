import { useEffect, useRef, useState } from 'react';
import { createInquirer, type Inquirer } from '../../../core/inquiry/inquirer.ts';
import type { Answer, Inquiry, Progress } from '../../../core/inquiry/inquiry.ts';
import type { DriverName } from '../../../core/protocol.ts';

/** A worker for long questions that lives as long as the part that asks; made when first wanted. */
export function useInquirer(): () => Inquirer {
  const held = useRef<Inquirer>(undefined);
  const [get] = useState(() => () => {
    held.current ??= createInquirer();
    return held.current;
  });
  useEffect(
    () => () => {
      held.current?.dispose();
      held.current = undefined;
    },
    [],
  );
  return get;
}

export interface Asked<I extends Inquiry> {
  /** The last answer, and the inquiry that it answers: an older one while a newer is at work. */
  readonly answered?: { readonly inquiry: I; readonly answer: Answer<I['kind']> };
  readonly working: boolean;
  /** How far it is, once it has taken a while. */
  readonly progress?: Progress;
  readonly failed?: string;
}

/** What has become known, each with the inquiry that it belongs to. */
interface Known<I extends Inquiry> {
  readonly answered?: Asked<I>['answered'];
  readonly progress?: { readonly inquiry: I; readonly progress: Progress };
  readonly failed?: { readonly inquiry: I; readonly message: string };
}

/** What takes less is not worth a bar that comes and goes. */
const quiet = 300; // ms

/**
 * Asks an inquiry once it has rested for `rest` ms; another one, or none, takes its place and stops
 * its work. Inquiries are told apart as objects: asked of another engine, it is another one.
 */
export function useInquiry<I extends Inquiry>(
  inquirer: () => Inquirer,
  inquiry: I | undefined,
  { driver = 'host', rest = 0 }: { driver?: DriverName; rest?: number } = {},
): Asked<I> {
  const [known, setKnown] = useState<Known<I>>({});
  useEffect(() => {
    if (!inquiry) return;
    const stop = new AbortController();
    const begin = async () => {
      const since = performance.now();
      const onProgress = (progress: Progress) => {
        if (performance.now() - since < quiet || stop.signal.aborted) return;
        setKnown((before) => ({ ...before, progress: { inquiry, progress } }));
      };
      try {
        const options = { driver, signal: stop.signal, onProgress };
        const outcome = await inquirer().ask(inquiry, options);
        if (outcome.state === 'cancelled' || stop.signal.aborted) return;
        setKnown({ answered: { inquiry, answer: outcome.answer } });
      } catch (error) {
        if (stop.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setKnown({ failed: { inquiry, message } });
      }
    };
    const timer = setTimeout(() => void begin(), rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [inquirer, inquiry, driver, rest]);
  if (!inquiry) return { working: false };
  const { answered, progress, failed } = known;
  if (failed?.inquiry === inquiry) return { working: false, failed: failed.message };
  if (answered?.inquiry === inquiry) return { working: false, answered };
  const far = progress?.inquiry === inquiry ? progress.progress : undefined;
  return { working: true, answered, progress: far };
}
