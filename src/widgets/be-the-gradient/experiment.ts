import { createPlayer, type Player } from '../../player/player.ts';
import type { Page, Answer as PageAnswer, Quantities, Settings } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import { maybeAnswer } from './answer-text.ts';
import type { Attributes } from './attributes.ts';
import type { Numbers } from './board.ts';
import { type AnyBoard, boardOf } from './boards.ts';
import { digitNumbers } from './digit-run.ts';
import { judge } from './judgement.ts';

export const mostSeed = 9999;

/** The numbers that a lesson's quantities give. */
function named(attributes: Attributes, quantities: Quantities): Partial<Numbers> {
  const roles = ['input', 'upstream', 'weights'] as const;
  const given = roles.flatMap((role) => {
    const name = attributes[role];
    const values = name === undefined ? undefined : quantities[name]?.values;
    return values ? [[role, values] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The board that stands on the page; a digit's numbers come before those of quantities. */
export const boardOn = (
  attributes: Attributes,
  quantities: Quantities,
  seed: number,
  digit: Numbers | undefined,
): AnyBoard => boardOf(attributes, digit ?? named(attributes, quantities), seed);

const seedOf = (attributes: Attributes, settings: Settings): number => {
  const seed = settings[`${attributes.experiment}/seed`];
  const known = typeof seed === 'number' && Number.isInteger(seed) && seed >= 0;
  return known && seed <= mostSeed ? seed : attributes.seed;
};

const players = perExperiment<Player>();

/** Steps through the true routing, one move at a time. */
export function playerOf(page: Page, experiment: string, moves: number): Player {
  return players(page, experiment, () => createPlayer({ length: moves, duration: () => 1600 }));
}

/** `dx.0` the true gradient of an input; `right` and `of` the reader's score. */
export const answerer =
  (attributes: Attributes, page: Page): PageAnswer =>
  (cell, quantities, settings) => {
    const digit = digitNumbers(page, attributes);
    const board = boardOn(attributes, quantities, seedOf(attributes, settings), digit);
    const [name, index] = cell.split('.');
    if (name === 'dx') return board.gradient[Number(index)];
    const text = settings[`${attributes.experiment}/moves`] ?? '';
    const answer = maybeAnswer(board, String(text)) ?? maybeAnswer(board, '');
    if (!answer || (name !== 'right' && name !== 'of')) return undefined;
    return judge(board, answer)[name];
  };
