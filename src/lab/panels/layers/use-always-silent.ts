import { useEffect, useState } from 'react';
import type { Client } from '../../../core/client.ts';
import type { Weights } from '../../../core/protocol.ts';
import type { ValueId } from '../../../trace/graph.ts';
import type { LabModel } from '../../lab-model.ts';
import type { LabNetwork } from '../../networks/network.ts';
import { readerOf, sampleBatch } from './sample-batch.ts';
import { alwaysSilent, reluUnitsOf } from './silent.ts';

export type AlwaysSilent =
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly units: ReadonlyMap<ValueId, readonly number[]> }
  | { readonly state: 'failed'; readonly why: string };

interface Answer {
  readonly params: Weights;
  readonly network: LabNetwork;
  readonly result: AlwaysSilent;
}

/** Which units of each relu are silent on all ten sample digits, with these weights. */
export function useAlwaysSilent(
  client: () => Client,
  network: LabNetwork,
  model: LabModel,
  params: Weights | undefined,
): AlwaysSilent {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (!params) return;
    const stop = new AbortController();
    const tell = (result: AlwaysSilent) => {
      if (!stop.signal.aborted) setAnswer({ params, network, result });
    };
    const ask = async () => {
      const request = { graph: readerOf(model.graph), params, inputs: sampleBatch(network) };
      const options = { lane: 'silent units', signal: stop.signal };
      const outcome = await client().run(request, options);
      if (outcome.state !== 'answered') return;
      const { trace } = outcome.result;
      const units = reluUnitsOf(model.columns).map(
        (relu) => [relu.value, alwaysSilent(trace, relu)] as const,
      );
      tell({ state: 'known', units: new Map(units) });
    };
    ask().catch((error: unknown) => {
      tell({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
    });
    return () => stop.abort();
  }, [client, network, model, params]);
  const current = answer?.params === params && answer?.network === network;
  return current && answer ? answer.result : { state: 'asking' };
}
