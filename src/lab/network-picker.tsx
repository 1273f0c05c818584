import { useStore } from 'zustand';
import type { LabStore } from './lab-store.ts';
import { letGo } from './let-go.ts';

/** Which network reads the drawing. */
export function NetworkPicker({ store }: { readonly store: LabStore }) {
  const { network, networks, setNetwork } = useStore(store);
  return (
    <fieldset className="label-picker network-picker">
      <legend>Read by</legend>
      <div className="label-picker-row">
        {networks.map((one) => (
          <label key={one.id} data-network={one.id} data-chosen={one === network || undefined}>
            <input
              type="radio"
              name="network"
              value={one.id}
              checked={one === network}
              onChange={() => setNetwork(one)}
              onClick={letGo}
            />
            {one.title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
