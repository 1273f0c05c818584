import './descent-sign.css';
import { useStore } from 'zustand';
import type { LabStore } from '../lab-store.ts';
import { stepsIn } from './descent.ts';

/** Says that the network is no longer as it came, and takes it back there. */
export function DescentSign({ store }: { readonly store: LabStore }) {
  const descent = useStore(store, (state) => state.descent);
  const resetDescent = useStore(store, (state) => state.resetDescent);
  if (descent.past.length === 0) return null;
  const steps = stepsIn(descent.past);
  return (
    <p className="descent-sign">
      <span>its weights have moved: {steps === 1 ? '1 step' : `${steps} steps`}</span>
      <button type="button" aria-label="Reset the weights" onClick={resetDescent}>
        Reset
      </button>
    </p>
  );
}
