import { useEffect, useState } from 'react';
import type { Client } from '../../../core/client.ts';
import { type TieRule, tieRules } from '../../../core/pooling.ts';
import type { Numbers } from '../../../trace/tensor.ts';
import { gradientOf, type Trace } from '../../../trace/trace.ts';
import type { LabNetwork } from '../../networks/network.ts';
import { withTies } from '../../networks/with-ties.ts';
import type { AskedDigit } from '../inquiry/asked-digit.ts';

/** The input gradient of one digit under every rule, and the trace whose digit it is. */
export interface RuledGradients {
  readonly of: Trace;
  readonly gradients: Readonly<Record<TieRule, Numbers>>;
}

/** The pen has come to rest. */
const rest = 400; // ms

/** Runs the digit of a trace once for each rule; undefined until all three are there. */
export function useRuledGradients(
  trace: Trace,
  digit: AskedDigit,
  network: LabNetwork,
  client: () => Client,
): RuledGradients | undefined {
  const [ruled, setRuled] = useState<RuledGradients>();
  useEffect(() => {
    const stop = new AbortController();
    const run = async (ties: TieRule) => {
      const graph = withTies(network.graph, ties);
      const options = { lane: `ties ${ties}`, signal: stop.signal };
      const outcome = await client().run({ ...digit.request, graph }, options);
      if (outcome.state !== 'answered') return undefined;
      return gradientOf(outcome.result.trace, digit.input).sum.data;
    };
    const runAll = async () => {
      const [first, last, split] = await Promise.all(tieRules.map(run));
      if (stop.signal.aborted || !first || !last || !split) return;
      setRuled({ of: trace, gradients: { first, last, split } });
    };
    // A failing engine is the recorder's to tell: it runs the same digit.
    const timer = setTimeout(() => void runAll().catch(() => {}), rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [trace, digit, network, client]);
  return ruled;
}
