import { createStore } from 'zustand/vanilla';
import type { Weights } from '../../../core/protocol.ts';
import { Random } from '../../../digits/random.ts';
import { rasterize } from '../../../digits/raster.ts';
import type { Drawing } from '../../../digits/strokes.ts';
import type { LabState } from '../../lab-store.ts';
import type { LabNetwork } from '../../networks/network.ts';
import { keptBeside } from '../kept-beside.ts';
import type { Brakes } from './climb.ts';

export type Start = 'drawing' | 'paper' | 'noise';

/** What was asked: another question begins anew. */
export interface Question {
  readonly network: LabNetwork;
  readonly descended?: Weights;
  readonly drawing: Drawing;
  readonly target: number;
  readonly start: Start;
}

/** The image after so many steps, and what the network says of it. */
export interface Footing {
  readonly image: Float32Array;
  /** ‖x − x₀‖ */
  readonly distance: number;
  /** One for each class. */
  readonly probabilities: readonly number[];
  readonly loss: number;
  /** Of the loss by the image, [784]. */
  readonly gradient: ArrayLike<number>;
}

/** How far the network has been brought, step by step. */
export interface Climb {
  readonly question: Question;
  /** Where the image began, [784]. */
  readonly origin: Float32Array;
  readonly now: Footing;
  /** Probabilities of the start and after each step. */
  readonly path: readonly (readonly number[])[];
}

export type Ended = 'reached' | 'rests' | 'long' | 'paused';

export interface AscentState {
  /** The wanted digit; the Lab's label while undefined. */
  readonly target?: number;
  readonly start: Start;
  /** log₁₀ η */
  readonly power: number;
  readonly pull: number;
  readonly blur: number;
  /** The probability at which it stops by itself. */
  readonly goal: number;
  readonly climb?: Climb;
  readonly running: boolean;
  readonly ended?: Ended;
  readonly fault?: string;
}

export const ascentState = keptBeside(() =>
  createStore<AscentState>(() => ({
    start: 'drawing',
    power: -2,
    pull: 0,
    blur: 0,
    goal: 0.9,
    running: false,
  })),
);

export const brakesOf = ({ power, pull, blur }: AscentState): Brakes => ({
  rate: 10 ** power,
  pull,
  blur,
});

type Asked = Pick<LabState, 'network' | 'descended' | 'drawing' | 'label'>;

/** What is asked now. The drawing only matters where the ascent starts from it. */
export function questionOf(
  { network, descended, drawing, label }: Asked,
  { target, start }: AscentState,
): Question {
  return { network, descended, drawing, start, target: wanted(network, target ?? label) };
}

const wanted = ({ classes }: LabNetwork, digit: number): number =>
  classes.includes(digit) ? digit : classes[0];

export const sameQuestion = (a: Question, b: Question): boolean =>
  a.network === b.network &&
  a.descended === b.descended &&
  a.target === b.target &&
  a.start === b.start &&
  (a.start !== 'drawing' || a.drawing === b.drawing);

/** The image that the ascent starts from, [784]; undefined where nothing is drawn. */
export function originOf({
  start,
  drawing,
}: Pick<Question, 'start' | 'drawing'>): Float32Array | undefined {
  if (start === 'paper') return new Float32Array(784);
  if (start === 'drawing') return rasterize(drawing)?.pixels;
  // The same noise every time, so that what was seen can be seen again.
  const random = new Random(28, 28);
  return Float32Array.from({ length: 784 }, () => random.between(0, 0.5));
}
