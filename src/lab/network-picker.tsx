import './tiles.css';
import './label-picker.css';
import './network-picker.css';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { LabStore } from './lab-store.ts';
import { letGo } from './let-go.ts';
import type { LabNetwork } from './networks/network.ts';
import { OpenWeights } from './networks/open-weights.tsx';

/** Which network reads the drawing: the site's, or one that the reader brings. */
export function NetworkPicker({ store }: { readonly store: LabStore }) {
  const { network, networks, removeNetwork } = useStore(store);
  const place = useRef<HTMLDivElement>(null);
  const { weights } = network;
  const remove = (id: string) => {
    removeNetwork(id);
    // The button goes with its network: the focus stays among the networks.
    place.current?.querySelector<HTMLInputElement>('input[type="file"]')?.focus();
  };
  return (
    <div className="network-picker" ref={place}>
      <fieldset className="label-picker tiles">
        <legend>Read by</legend>
        <div className="label-picker-row">
          {networks.map((one) =>
            one.weights.from === 'site' ? (
              <Choice key={one.id} store={store} one={one} chosen={one === network} />
            ) : (
              <span key={one.id} className="network-picker-own">
                <Choice store={store} one={one} chosen={one === network} />
                <button
                  type="button"
                  aria-label={`Remove ${one.title}`}
                  title={`Remove ${one.weights.file}`}
                  onClick={() => remove(one.id)}
                >
                  ×
                </button>
              </span>
            ),
          )}
        </div>
      </fieldset>
      <OpenWeights store={store} />
      {weights.from === 'file' && <p className="network-picker-about">{weights.about}</p>}
    </div>
  );
}

interface ChoiceProps {
  readonly store: LabStore;
  readonly one: LabNetwork;
  readonly chosen: boolean;
}

function Choice({ store, one, chosen }: ChoiceProps) {
  return (
    <label data-network={one.id} data-chosen={chosen || undefined}>
      <input
        type="radio"
        name="network"
        value={one.id}
        checked={chosen}
        onChange={() => store.getState().setNetwork(one)}
        onClick={letGo}
      />
      {one.title}
    </label>
  );
}
