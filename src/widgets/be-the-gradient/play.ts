import type { Scale } from '../../draw/scale.ts';
import type { Answer, Board } from './board.ts';
import type { Judgement } from './judgement.ts';
import type { Carrying } from './use-carrying.ts';

/** What the pictures of a board need of the game that is on. */
export interface Play {
  readonly board: Board;
  /** What is on the board now: the reader's moves, or the truth as far as it is shown. */
  readonly answer: Answer;
  /** Once the truth is laid over the answer. */
  readonly judgement: Judgement | undefined;
  /** The truth is shown or laid over: nothing can be moved. */
  readonly locked: boolean;
  /** The move that is just being shown: a chip, or after them a number. */
  readonly shown: number | undefined;
  readonly scale: Scale;
  readonly carrying: Carrying;
  give(entry: number, value: number): void;
}

/** The chip that the picture is about: held, or just shown. */
export const chipInFocus = ({ carrying, shown, board }: Play): number | undefined =>
  carrying.held ?? (shown !== undefined && shown < board.chips.length ? shown : undefined);

/** The chips in a place, or in the tray. */
export const chipsAt = ({ answer }: Play, place: number | undefined): readonly number[] =>
  answer.placed.flatMap((at, chip) => (at === place ? [chip] : []));
