import './truth.css';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { maybeAskedDigit } from '../inquiry/asked-digit.ts';
import { useInquirer } from '../inquiry/use-inquiry.ts';
import type { LabPartProps } from '../panel.ts';
import { AllPixels } from './all-pixels.tsx';
import { OneNumber } from './one-number.tsx';

/** Is it true? Backpropagation beside the slope that anyone can measure. */
export function TruthPanel({ store, model }: LabPartProps) {
  const { recorded, network, pinned } = useStore(store);
  const inquirer = useInquirer();
  const trace = recorded?.network === network ? recorded.trace : undefined;
  const digit = useMemo(() => trace && maybeAskedDigit(trace), [trace]);
  if (!trace || !digit) {
    return <p className="inquiry">Draw a digit first: there is nothing to measure yet.</p>;
  }
  return (
    <div className="inquiry truth">
      <p className="inquiry-words">
        A gradient makes a promise: nudge this number by ε, and the loss moves by the gradient times
        ε. Anyone can hold it to that, by nudging. Here is the slope by the chain rule beside the
        slope that was measured.
      </p>
      <OneNumber {...{ trace, digit, pinned, inquirer }} columns={model.columns} />
      <AllPixels {...{ trace, inquirer }} />
    </div>
  );
}
