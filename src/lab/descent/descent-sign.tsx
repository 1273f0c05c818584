import './descent-sign.css';
import type { MouseEvent } from 'react';
import { useStore } from 'zustand';
import type { LabStore } from '../lab-store.ts';
import { Said } from '../said.tsx';
import { stepsIn } from './descent.ts';

/** Says that the network is no longer as it came, and takes it back there. */
export function DescentSign({ store }: { readonly store: LabStore }) {
  const descent = useStore(store, (state) => state.descent);
  const resetDescent = useStore(store, (state) => state.resetDescent);
  const steps = stepsIn(descent.past);
  const words = steps === 0 ? 'The weights are as the network came.' : 'Its weights have moved.';
  const reset = (event: MouseEvent<HTMLButtonElement>) => {
    // The button goes; a keyboard's focus should not go with it.
    const { currentTarget, detail } = event;
    const picker = currentTarget.closest('.lab-hand')?.querySelector('.network-picker :checked');
    if (detail === 0 && picker instanceof HTMLElement) picker.focus();
    resetDescent();
  };
  return (
    <>
      {steps > 0 && (
        <p className="descent-sign">
          <span>its weights have moved: {steps === 1 ? '1 step' : `${steps} steps`}</span>
          <button type="button" aria-label="Reset the weights" onClick={reset}>
            Reset
          </button>
        </p>
      )}
      <Said text={words} />
    </>
  );
}
