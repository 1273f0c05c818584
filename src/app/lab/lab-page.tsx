import './lab.css';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { rasterize } from '../../digits/raster.ts';
import { Normalisation } from '../../pad/normalisation.tsx';
import { Pad } from '../../pad/pad.tsx';
import { PadSamples } from '../../pad/pad-samples.tsx';
import { PadTools } from '../../pad/pad-tools.tsx';
import { createPlayer } from '../../player/player.ts';
import type { Step } from '../../trace/step.ts';
import { pageClient } from '../page-client.ts';
import { keepDrawing } from '../saved-drawing.ts';
import { LabFigure } from './lab-figure.tsx';
import { modelOf } from './lab-model.ts';
import { followDrawing } from './lab-recorder.ts';
import { createLabStore, holderOf, type LabStore } from './lab-store.ts';
import { LabelPicker } from './label-picker.tsx';
import { NetworkPicker } from './network-picker.tsx';
import { Prediction } from './prediction.tsx';

/** Layers that sweep over positions take their time; those that do everything at once do not. */
function paceOf(step: Step | undefined): number {
  if (!step || step.kind === 'update') return 800;
  return { conv2d: 1800, maxPool2d: 1500, dense: 1200 }[step.node.kind] ?? 800;
}

/** The Lab: draw a digit, see it read, send a label's gradient back, and step through both. */
export function LabPage() {
  const [store] = useState(createLabStore);
  const network = useStore(store, (state) => state.network);
  const model = modelOf(network);
  const [player] = useState(() =>
    createPlayer({
      length: model.steps.length,
      step: model.restAt,
      duration: (step) => paceOf(modelOf(store.getState().network).steps[step]),
      glide: 450,
    }),
  );

  useEffect(() => {
    const stopKeeping = keepDrawing(holderOf(store), localStorage);
    const stopFollowing = followDrawing(store, pageClient());
    return () => {
      stopKeeping();
      stopFollowing();
    };
  }, [store]);

  useEffect(() => {
    if (player.getState().length === model.steps.length) return;
    player.getState().setLength(model.steps.length);
    player.getState().seek(model.restAt);
  }, [player, model]);

  return (
    <div className="lab">
      <h1 className="lab-name">Lab</h1>
      <Notice store={store} />
      <div className="lab-hand">
        <Pad store={store} />
        <PadTools store={store} />
        <PadSamples store={store} />
        <HowItIsRead store={store} />
        <NetworkPicker store={store} />
        <Prediction store={store} />
        <LabelPicker store={store} />
      </div>
      <LabFigure {...{ store, player, model }} />
    </div>
  );
}

function HowItIsRead({ store }: { readonly store: LabStore }) {
  const drawing = useStore(store, (state) => state.drawing);
  const raster = useMemo(() => rasterize(drawing), [drawing]);
  return <Normalisation drawing={drawing} raster={raster} />;
}

function Notice({ store }: { readonly store: LabStore }) {
  const { notice, notify } = useStore(store);
  if (!notice) return null;
  return (
    <div className="lab-notice" role="alert">
      <p>{notice}</p>
      <button type="button" onClick={() => notify(undefined)}>
        Close
      </button>
    </div>
  );
}
