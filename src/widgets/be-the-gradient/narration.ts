import type { Board } from './board.ts';
import type { Judgement } from './judgement.ts';

/** What a chip in the hand is over, and how to let it go. */
export function narrateCarrying(
  board: Board,
  chip: number,
  target: number | undefined,
  dragged: boolean,
): string {
  const { name } = board.chips[chip];
  if (target === undefined) return `${name}, over no place. Let go to put it back.`;
  return `${name}, over ${board.places[target].name}. ${dragged ? 'Let go to drop it.' : 'Click a place, or press Enter to drop it here; Escape puts it back.'}`;
}

export function narrateDrop(board: Board, chip: number, place: number | undefined): string {
  const { name } = board.chips[chip];
  return place === undefined
    ? `${name} is back in the tray.`
    : `${name} dropped at ${board.places[place].name}.`;
}

/** The score in words. */
export function narrateScore({ right, of, chips, entries }: Judgement): string {
  const ties = [...chips, ...entries].filter(({ state }) => state === 'tie').length;
  if (right === of) return `All ${of} right: that is the backward pass.`;
  const rule =
    ties === 0
      ? ''
      : ` ${ties} of the others ${ties === 1 ? 'is' : 'are'} not wrong by any slope, only by the rule.`;
  return `${right} of ${of} right.${rule}`;
}

/** One move of the truth. */
export const narrateMove = (board: Board, step: number): string =>
  step < board.chips.length ? board.reason(step) : board.reasonEntry(step - board.chips.length);
