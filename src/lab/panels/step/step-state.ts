import { createStore } from 'zustand/vanilla';
import { sgd } from '../../../core/optimizers/sgd.ts';
import type { DescentOptimizer } from '../../descent/descent.ts';
import { keptBeside } from '../kept-beside.ts';

/** What the panel remembers beside the descent itself. */
export interface StepState {
  readonly optimizer: DescentOptimizer;
  /** log₁₀ of the learning rate. */
  readonly power: number;
  /** Steps of one press on *repeat*. */
  readonly count: number;
  /** Steps that are still to come while they are being repeated. */
  readonly left?: number;
  /** Why the last step was not taken. */
  readonly fault?: string;
  /** What is said to those who hear the page, and a number that is new each time. */
  readonly said: { readonly text: string; readonly occasion: number };
}

/** Smallest and largest learning rate, as powers of ten. */
export const powers = { least: -5, most: 6 } as const;

export const counts: readonly number[] = [10, 30, 100];

export const stepState = keptBeside(() =>
  createStore<StepState>(() => ({
    optimizer: 'sgd',
    power: Math.log10(sgd.defaultRate),
    count: counts[0],
    said: { text: '', occasion: 0 },
  })),
);

export const rateOf = ({ power }: Pick<StepState, 'power'>): number => 10 ** power;
