import { type FormatName, formats } from '../../core/number/format.ts';
import {
  type Chain,
  type ChainCell,
  runChain,
  type StageName,
  stageOf,
} from '../../core/number/softmax-chain.ts';

/** The two ways to compute the same softmax: as it is written, or less the maximum first. */
export type Form = 'naive' | 'shifted';

export const forms: readonly Form[] = ['naive', 'shifted'];

/** What each computation shows of itself, a column each, in the order of computing. */
export const columnsOf: Readonly<Record<Form, readonly Column[]>> = {
  naive: ['powers', 'partialSums', 'probabilities'],
  shifted: ['shifted', 'powers', 'partialSums', 'probabilities'],
};

export type Column = Extract<StageName, 'shifted' | 'powers' | 'partialSums' | 'probabilities'>;

export interface StageRun {
  readonly format: FormatName;
  /** As typed, float64. */
  readonly logits: readonly number[];
  readonly flush: boolean;
  readonly chains: Readonly<Record<Form, Chain>>;
}

/** Both computations of one row of logits in one number format, by the core. */
export function runStages(logits: readonly number[], format: FormatName, flush = false): StageRun {
  const chain = (shift: boolean) =>
    runChain(logits, { goal: 'softmax', format, shift, flushToZero: flush });
  return { format, logits, flush, chains: { naive: chain(false), shifted: chain(true) } };
}

/** The numbers of one stage, a cell for each class; one alone for `max`. */
export const cellsOf = (run: StageRun, form: Form, stage: StageName): readonly ChainCell[] =>
  stageOf(run.chains[form], stage).cells;

export const valuesOf = (run: StageRun, form: Form, stage: StageName): readonly number[] =>
  cellsOf(run, form, stage).map(({ value }) => value);

/** The place of the largest logit: of several, the first. */
export function largestOf(run: StageRun): number {
  const rounded = valuesOf(run, 'shifted', 'logits');
  return rounded.indexOf(Math.max(...rounded));
}

export const formatOf = (run: StageRun) => formats[run.format];
