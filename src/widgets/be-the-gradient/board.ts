import type { Random } from '../../digits/random.ts';

/** A number that the reader carries to where it belongs. */
export interface Chip {
  /** Its own among the chips of the board. */
  readonly id: string;
  /** As it is spoken of: `+0.4 of window 1`. */
  readonly name: string;
  /** As it is written in the tray. */
  readonly text: string;
  /** As it is written where it has been dropped. */
  readonly short?: string;
  readonly value: number;
  /** Chips of one likeness cannot be told apart, so either may stand for the other. */
  readonly likeness: string;
  /** The places where it may be dropped. */
  readonly allowed: readonly number[];
}

/** Where chips may be dropped. Row and column are for the arrow keys. */
export interface Place {
  /** `row 2, column 2, which holds 6` */
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** The input whose gradient its chips add up to; none where chips are stopped. */
  readonly input: number | undefined;
}

/** A number that the reader gives. */
export interface Entry {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What the reader has done, or what is right. */
export interface Answer {
  /** For each chip its place; undefined is the tray. */
  readonly placed: readonly (number | undefined)[];
  readonly given: readonly (number | undefined)[];
}

/** Why something is not right; at a tie or a kink it is the rule alone that says no. */
export interface Fault {
  readonly state: 'tie' | 'wrong';
  readonly because: string;
}

/** One backward pass to be played by hand, with all that is needed to judge it. */
export interface Board {
  /** What is to be done, in a sentence or two. */
  readonly task: string;
  readonly chips: readonly Chip[];
  readonly places: readonly Place[];
  readonly entries: readonly Entry[];
  readonly truth: Answer;
  /** The core's gradient of the loss by each input, in float64. */
  readonly gradient: readonly number[];
  /** Why a chip belongs where it does. */
  reason(chip: number): string;
  /** Why a chip does not belong in this place (or in the tray). */
  fault(chip: number, place: number | undefined): Fault;
  /** How a number comes about. */
  reasonEntry(entry: number): string;
  /** What is wrong with a given number. */
  faultEntry(entry: number, given: number | undefined): string;
}

/** The numbers that a board is made of, row-major. */
export interface Numbers {
  readonly input: readonly number[];
  readonly upstream: readonly number[];
  readonly weights: readonly number[];
}

export interface Geometry {
  readonly size: number;
  readonly stride: number;
}

/** How boards of one kind are made. */
export interface Model<B extends Board> {
  /** What stands there when a lesson gives no numbers. */
  readonly written: Numbers;
  /** Whether such a board can be made of these numbers. */
  fits(numbers: Numbers): boolean;
  /** Numbers for a new board. */
  sample(random: Random): Numbers;
  board(numbers: Numbers, geometry: Geometry): B;
}

/** How far a given number may lie from the truth: what rounding to two decimals costs. */
export const roomAround = (truth: number): number => 0.006 + 0.01 * Math.abs(truth);

/** A tenth from −`most` to `most`, never 0. */
export function tenths(random: Random, most: number): number {
  const size = Number((0.1 * (1 + random.below(10 * most))).toFixed(1));
  return random.chance(0.5) ? size : -size;
}

const lowered = '₀₁₂₃₄₅₆₇₈₉';
/** `x₁` for `x` and 0: counted from 1, as people do. */
export const subscript = (name: string, index: number): string =>
  `${name}${[...String(index + 1)].map((digit) => lowered[Number(digit)]).join('')}`;
