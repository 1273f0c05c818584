import './tiles.css';
import './label-picker.css';
import { useStore } from 'zustand';
import type { LabStore } from './lab-store.ts';
import { letGo } from './let-go.ts';

/** Which digit the loss is asked about. Radio buttons, so arrow keys choose. */
export function LabelPicker({ store }: { readonly store: LabStore }) {
  const { label, network, setLabel } = useStore(store);
  return (
    <fieldset className="label-picker tiles">
      <legend>
        What if the label were …?
        <small>its loss flows back through the network</small>
      </legend>
      <div className="label-picker-row">
        {network.classes.map((digit) => (
          <label key={digit} data-chosen={digit === label || undefined}>
            <input
              type="radio"
              name="label"
              value={digit}
              checked={digit === label}
              onChange={() => setLabel(digit)}
              onClick={letGo}
            />
            {digit}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
