import '../learn.css';
import './step.css';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../../../core/client.ts';
import type { Weights } from '../../../core/protocol.ts';
import { hasInk } from '../../../digits/strokes.ts';
import { type LabNetwork, weightsOf } from '../../networks/network.ts';
import { Said } from '../../said.tsx';
import type { LabPartProps } from '../panel.ts';
import { StepChange } from './step-change.tsx';
import { StepControls } from './step-controls.tsx';
import { LossCurve } from './step-curve.tsx';
import { StepOutcome } from './step-outcome.tsx';
import { StepSamples } from './step-samples.tsx';
import { stepState } from './step-state.ts';
import { createWalker } from './walker.ts';

/** What does one step do? Descends on the shown digit and label, and shows what it did. */
export function StepPanel({ store, client }: LabPartProps) {
  const network = useStore(store, (state) => state.network);
  const drawing = useStore(store, (state) => state.drawing);
  const descended = useStore(store, (state) => state.descended);
  const descent = useStore(store, (state) => state.descent);
  const { fault, said } = useStore(stepState(store));
  const walker = useMemo(() => createWalker(store, client), [store, client]);
  useEffect(() => () => walker.stop(), [walker]);
  const shipped = useShipped(network, client);
  const last = descent.past.at(-1);
  /** The pictures of the weights may come a moment after the numbers. */
  const shown = useDeferredValue(last);
  const weights = { now: descended ?? shipped, before: last?.from.weights ?? shipped, shipped };

  return (
    <div className="learn">
      <p className="learn-lead">
        The gradient that flows back reaches every weight and says which way the loss grows. A step
        moves each of them a little the other way, for this one digit and this one label. The whole
        Lab then shows the network with its new weights.
      </p>
      <StepControls store={store} walker={walker} />
      {fault && (
        <p className="learn-fault" role="alert">
          {fault}
        </p>
      )}
      {!last && !hasInk(drawing) && (
        <p className="learn-note">Draw a digit, or tap a sample: a step needs something to fit.</p>
      )}
      {last && (
        <>
          <div className="learn-columns">
            <StepOutcome store={store} leap={last} />
            <LossCurve past={descent.past} />
          </div>
          <StepSamples client={client} network={network} weights={weights} />
        </>
      )}
      {shown && shipped && <StepChange {...{ network, shipped }} leap={shown} />}
      <Said text={said.text} occasion={String(said.occasion)} wait={300} />
    </div>
  );
}

/** The network's weights as they came; undefined until they are there. */
function useShipped(network: LabNetwork, client: () => Client): Weights | undefined {
  const [shipped, setShipped] = useState<{ of: LabNetwork; weights: Weights }>();
  useEffect(() => {
    let wanted = true;
    weightsOf(network, client())
      .then((weights) => wanted && setShipped({ of: network, weights }))
      // The Lab says itself that the weights could not be had.
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [network, client]);
  return shipped?.of === network ? shipped.weights : undefined;
}
