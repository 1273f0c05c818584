import './tiles.css';
import './view-bar.css';
import { type ReactNode, useId } from 'react';
import { useStore } from 'zustand';
import { Select } from '../draw/select.tsx';
import type { LabStore } from './lab-store.ts';
import { letGo } from './let-go.ts';
import { type Scaling, scalingNames, type View, viewMeanings, viewNames } from './view.ts';

const views: readonly View[] = ['wave', 'activation', 'gradient', 'gradientTimesInput'];
const scalings: readonly (readonly [Scaling, string])[] = [
  ['layer', scalingNames.layer],
  ['network', scalingNames.network],
];

interface ViewBarProps {
  readonly store: LabStore;
  /** The legend of the scale. */
  readonly children: ReactNode;
}

/** Which numbers of the trace the pictures show, and how far their colours reach. */
export function ViewBar({ store, children }: ViewBarProps) {
  const { view, scaling, setView, setScaling } = useStore(store);
  const id = useId();
  const meaning = viewMeanings[view];
  return (
    <div className="view-bar">
      <fieldset className="view-choice tiles">
        <legend>Show</legend>
        {views.map((one) => (
          <label key={one} data-view={one} data-chosen={one === view || undefined}>
            <input
              type="radio"
              name="view"
              checked={one === view}
              aria-describedby={one === view && meaning ? id : undefined}
              onChange={() => setView(one)}
              onClick={letGo}
            />
            {viewNames[one]}
          </label>
        ))}
      </fieldset>
      <div className="view-scale">
        <Select label="scale" value={scaling} options={scalings} onChange={setScaling} />
        {children}
      </div>
      {meaning && (
        <p id={id} className="view-meaning">
          {meaning}
        </p>
      )}
    </div>
  );
}
