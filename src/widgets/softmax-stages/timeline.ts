import { momentsDone } from '../../player/player.ts';
import type { Attributes } from './attributes.ts';
import { type Column, columnsOf, type Form } from './stage-run.ts';

/** The steps of the figure; the shift is a step of the shifted computation alone. */
export const steps = [
  'logits',
  'shift',
  'exp',
  'sum',
  'divide',
] as const satisfies readonly Attributes['start'][];

export type StepName = (typeof steps)[number];

/** The step that computes a column. */
const stepOfColumn: Readonly<Record<Column, StepName>> = {
  shifted: 'shift',
  powers: 'exp',
  partialSums: 'sum',
  probabilities: 'divide',
};

const columnOfStep: Readonly<Record<StepName, Column | undefined>> = {
  logits: undefined,
  shift: 'shifted',
  exp: 'powers',
  sum: 'partialSums',
  divide: 'probabilities',
};

/** Where the playhead stands: which step, and for how many classes it is done. */
export interface Moment {
  readonly step: StepName;
  readonly done: number;
}

export const momentAt = (step: number, progress: number, classes: number): Moment => ({
  step: steps[Math.min(steps.length - 1, step)],
  done: momentsDone(progress, classes),
});

/** Whether a cell has been computed by now. */
export function isReached(moment: Moment, column: Column, index: number): boolean {
  const at = steps.indexOf(stepOfColumn[column]);
  const now = steps.indexOf(moment.step);
  return at < now || (at === now && index < moment.done);
}

/** Whether a column is the one at work. */
export const isAtWork = (moment: Moment, column: Column): boolean =>
  columnOfStep[moment.step] === column;

/** A cell of one computation. */
export interface CellPlace {
  readonly column: Column;
  readonly index: number;
}

/** The cell computed last, in one of the two computations; undefined before the first. */
export function latestCell(moment: Moment, form: Form, classes: number): CellPlace | undefined {
  for (const column of [...columnsOf[form]].reverse()) {
    for (let index = classes - 1; index >= 0; index--) {
      if (isReached(moment, column, index)) return { column, index };
    }
  }
  return undefined;
}

/** The lines of a listing that this moment is about. */
export const anchorsOf = ({ step }: Moment): readonly string[] => (step === 'logits' ? [] : [step]);
