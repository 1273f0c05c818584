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

/** What takes less is not worth a bar that comes and goes. */
const quiet = 300; // ms

/**
 * Asks an inquiry once it has rested for `rest` ms; another one, or none, takes its place and stops
 * its work. Inquiries are told apart as objects.
 */
export function useInquiry<I extends Inquiry>(
  inquirer: () => Inquirer,
  inquiry: I | undefined,
  { driver = 'host', rest = 0 }: { driver?: DriverName; rest?: number } = {},
): Asked<I> {
  const [asked, setAsked] = useState<Asked<I>>({ working: false });
  useEffect(() => {
    if (!inquiry) {
      setAsked({ working: false });
      return;
    }
    const stop = new AbortController();
    setAsked(({ answered }) => ({ answered, working: true }));
    const begin = async () => {
      const since = performance.now();
      const onProgress = (progress: Progress) => {
        if (performance.now() - since < quiet || stop.signal.aborted) return;
        setAsked((before) => ({ ...before, progress }));
      };
      try {
        const options = { driver, signal: stop.signal, onProgress };
        const outcome = await inquirer().ask(inquiry, options);
        if (outcome.state === 'cancelled' || stop.signal.aborted) return;
        setAsked({ working: false, answered: { inquiry, answer: outcome.answer } });
      } catch (error) {
        if (stop.signal.aborted) return;
        setAsked({ working: false, failed: error instanceof Error ? error.message : `${error}` });
      }
    };
    const timer = setTimeout(() => void begin(), rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [inquirer, inquiry, driver, rest]);
  return asked;
}
