import { Random } from '../../digits/random.ts';
import type { Attributes, Kind } from './attributes.ts';
import type { Model, Numbers } from './board.ts';
import { type DenseBoard, dense } from './dense-board.ts';
import { type MaxPoolBoard, maxPool } from './max-pool-board.ts';
import { type ReluBoard, relu } from './relu-board.ts';
import { type SoftmaxBoard, softmax } from './softmax-board.ts';

export type AnyBoard = MaxPoolBoard | ReluBoard | DenseBoard | SoftmaxBoard;

/** Every kind that the reader can stand in for. */
export const models: { readonly [K in Kind]: Model<Extract<AnyBoard, { kind: K }>> } = {
  'max-pool': maxPool,
  relu,
  dense,
  softmax,
};

/** The numbers of a lesson's quantities; the figure's own where there are none that fit. */
export function numbersFor(kind: Kind, named: Partial<Numbers>): Numbers {
  const { written, fits } = models[kind];
  const numbers = { ...written, ...named };
  const all = [...numbers.input, ...numbers.upstream, ...numbers.weights];
  return all.every(Number.isFinite) && fits(numbers) ? numbers : written;
}

/** The board that a figure shows: seed 0 is the one that is written. */
export function boardOf(attributes: Attributes, named: Partial<Numbers>, seed: number): AnyBoard {
  const { kind } = attributes;
  const numbers =
    seed === 0 ? numbersFor(kind, named) : models[kind].sample(new Random(seed, kind.length));
  const geometry = { size: Number(attributes.size), stride: Number(attributes.stride) };
  return models[kind].board(numbers, geometry);
}
