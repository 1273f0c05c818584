import type { Numbers } from '../../trace/tensor.ts';
import type { Adjustable } from '../settings.ts';
import type { Row } from './row.ts';

/** A function's value at a point, and its gradient there. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Numbers;
}

/** The function to be minimised; it may be asked anywhere. */
export type Objective = (weights: Row) => Evaluation;

/** Where a step starts from: the weights, and the gradient of the loss there. */
export interface Point {
  readonly weights: Row;
  readonly gradient: Numbers;
}

/** The start of a step that tries several points (L-BFGS): it must be able to ask for the loss. */
export interface SearchPoint extends Point {
  readonly value: number;
  readonly objective: Objective;
}

/** What every optimiser remembers: how many steps it has taken. */
export interface StepCount {
  readonly step: number;
}

export interface Stepped<State> {
  readonly weights: Row;
  readonly state: State;
}

/** How an optimiser walks. Nothing is changed in place: each step makes new rows. */
export interface Optimizer<Settings extends object, State, At extends Point = Point>
  extends Adjustable<Settings> {
  /** As people write it: `RMSProp`. */
  readonly title: string;
  /** The rule as TeX, with g the gradient, w the weights, η the rate, t = 1, 2, … the step. */
  readonly formula: string;
  readonly source: string;
  /** The learning rate that its authors or PyTorch start from. */
  readonly defaultRate: number;
  /** The memory before the first step, for weights of this length and format. */
  readonly start: (weights: Row, settings: Settings) => State;
  readonly step: (from: At, state: State, rate: number, settings: Settings) => Stepped<State>;
}

/** Adds the checks that every step shares. */
export function defineOptimizer<
  Settings extends object,
  State extends StepCount,
  At extends Point = Point,
>(definition: Optimizer<Settings, State, At>): Optimizer<Settings, State, At> {
  return {
    ...definition,
    step(from, state, rate, settings) {
      const { weights, gradient } = from;
      if (gradient.length !== weights.length) {
        throw new RangeError(
          `${definition.name}: expected a gradient of ${weights.length} numbers, got ${gradient.length}`,
        );
      }
      if (!(rate >= 0 && rate < Number.POSITIVE_INFINITY)) {
        throw new RangeError(
          `${definition.name}: the learning rate should be a number in [0, ∞), and is ${rate}`,
        );
      }
      return definition.step(from, state, rate, settings);
    },
  };
}
