import './lab.css';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../core/client.ts';
import { rasterOf } from '../digits/raster.ts';
import { Normalisation } from '../pad/normalisation.tsx';
import { Pad } from '../pad/pad.tsx';
import { PadSamples } from '../pad/pad-samples.tsx';
import { PadTools } from '../pad/pad-tools.tsx';
import { DescentSign } from './descent/descent-sign.tsx';
import { LabFigure } from './lab-figure.tsx';
import type { LabInstrument } from './lab-instrument.ts';
import { labLink, notInLink } from './lab-link.ts';
import { modelOf } from './lab-model.ts';
import { followDrawing } from './lab-recorder.ts';
import type { LabStore } from './lab-store.ts';
import { LabelPicker } from './label-picker.tsx';
import { LinkTools } from './link-tools.tsx';
import { NetworkPicker } from './network-picker.tsx';
import { withTies } from './networks/with-ties.ts';
import { PanelBar } from './panels/panel-bar.tsx';
import { Prediction } from './prediction.tsx';

interface LabProps extends LabInstrument {
  /** The page's engines; called in a browser only. */
  readonly client: () => Client;
}

/** The Lab: draw a digit, see it read, send a label's gradient back, and step through both. */
export function Lab({ store, player, client }: LabProps) {
  const network = useStore(store, (state) => state.network);
  const ties = useStore(store, (state) => state.ties);
  const model = modelOf(withTies(network.graph, ties));
  useEffect(() => followDrawing(store, client()), [store, client]);
  const link = () => ({
    address: labLink({ store, player }),
    missing: notInLink(store.getState()),
  });
  const part = { store, player, model, client, link };
  return (
    <div className="lab">
      <h1 className="lab-name">Lab</h1>
      <Notice store={store} />
      <div className="lab-hand">
        <Pad store={store} />
        <PadTools store={store} />
        <PadSamples store={store} />
        <Prediction store={store} />
        <LabelPicker store={store} />
        <NetworkPicker store={store} />
        <DescentSign store={store} />
        <HowItIsRead store={store} />
        <LinkTools store={store} player={player} />
      </div>
      <LabFigure {...part} place="page" />
      <PanelBar {...part} />
    </div>
  );
}

function HowItIsRead({ store }: { readonly store: LabStore }) {
  const drawing = useStore(store, (state) => state.drawing);
  return <Normalisation drawing={drawing} raster={rasterOf(drawing)} />;
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
