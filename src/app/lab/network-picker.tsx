import { useStore } from 'zustand';
import { networkNames } from '../../core/networks/networks.ts';
import type { LabStore, NetworkName } from './lab-store.ts';
import { letGo } from './let-go.ts';

const titles: Readonly<Record<NetworkName, string>> = {
  cnn: 'convolutional net',
  mlp: 'dense net',
};

/** Which of the shipped networks reads the drawing. */
export function NetworkPicker({ store }: { readonly store: LabStore }) {
  const { network, setNetwork } = useStore(store);
  return (
    <fieldset className="label-picker network-picker">
      <legend>Read by</legend>
      <div className="label-picker-row">
        {networkNames.map((name) => (
          <label key={name} data-network={name} data-chosen={name === network || undefined}>
            <input
              type="radio"
              name="network"
              value={name}
              checked={name === network}
              onChange={() => setNetwork(name)}
              onClick={letGo}
            />
            {titles[name]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
