import { useEffect, useState } from 'react';
import type { Client } from '../../../core/client.ts';
import { activationOf } from '../../../trace/trace.ts';
import type { LabStore, Recorded } from '../../lab-store.ts';
import { feedsOf, type LabNetwork, weightsOf } from '../../networks/network.ts';

/** The Lab's run and another network's of the very same pixels. */
export interface Pair {
  readonly first: Recorded;
  readonly second: Recorded;
  /** Whether the second network has a class for the label; its loss means something only then. */
  readonly judged: boolean;
}

export interface SecondRun {
  readonly pair?: Pair;
  readonly failed?: string;
}

/** Runs `other` on whatever the Lab has just run; the newest drawing first. */
export function useSecondRun(
  store: LabStore,
  client: () => Client,
  other: LabNetwork | undefined,
): SecondRun {
  const [run, setRun] = useState<SecondRun>({});
  useEffect(() => {
    if (!other) return;
    const controller = new AbortController();
    const follow = async () => {
      const { recorded } = store.getState();
      if (!recorded) return setRun({});
      const found = await secondOf(recorded, other, client(), controller.signal).catch(
        (error): SecondRun => ({ failed: error instanceof Error ? error.message : String(error) }),
      );
      // The pad may have been cleared while the engine was at work.
      if (found && !controller.signal.aborted && store.getState().recorded) setRun(found);
    };
    void follow();
    const stop = store.subscribe((now, before) => {
      if (now.recorded !== before.recorded) void follow();
    });
    return () => {
      controller.abort();
      stop();
    };
  }, [store, client, other]);
  const mine = run.pair === undefined || run.pair.second.network === other;
  return mine ? run : {};
}

async function secondOf(
  first: Recorded,
  other: LabNetwork,
  client: Client,
  signal: AbortSignal,
): Promise<SecondRun | undefined> {
  const judged = other.classes.includes(first.label);
  const label = judged ? first.label : other.classes[0];
  const pixels = Float32Array.from(activationOf(first.trace, 'x').data);
  const request = {
    graph: other.graph,
    params: await weightsOf(other, client),
    inputs: feedsOf(other, pixels, label),
  };
  const outcome = await client.run(request, { lane: 'lab-compare', signal });
  if (outcome.state !== 'answered') return undefined;
  const { trace, ms } = outcome.result;
  return { pair: { first, second: { trace, network: other, label, milliseconds: ms }, judged } };
}
