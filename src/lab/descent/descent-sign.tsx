import './descent-sign.css';
import { useStore } from 'zustand';
import type { LabStore } from '../lab-store.ts';
import { stepsIn } from './descent.ts';

/** Says that the network is no longer as it came, and takes it back there. */
export function DescentSign({ store }: { readonly store: LabStore }) {
  const { descended, descent, resetDescent } = useStore(store);
  if (!descended) return null;
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
