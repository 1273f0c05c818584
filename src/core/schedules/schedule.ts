import type { Adjustable } from '../settings.ts';

/** A learning rate, and sometimes a momentum, for each step t = 0, 1, 2, … of the optimiser. */
export interface Schedule<Settings extends object> extends Adjustable<Settings> {
  readonly title: string;
  /** η_t as TeX, with t = 0, 1, … the step. */
  readonly formula: string;
  readonly source: string;
  /** The learning rate that step t uses. */
  readonly rate: (settings: Settings, step: number) => number;
  /** The momentum that goes with it, for schedules that move it too. */
  readonly momentum?: (settings: Settings, step: number) => number;
}

/** Adds the check that every schedule shares. */
export function defineSchedule<Settings extends object>(
  definition: Schedule<Settings>,
): Schedule<Settings> {
  const { name, rate, momentum } = definition;
  const checked =
    (of: (settings: Settings, step: number) => number) =>
    (settings: Settings, step: number): number => {
      if (!(Number.isInteger(step) && step >= 0)) {
        throw new RangeError(
          `${name}: the step should be a whole number in [0, ∞), and is ${step}`,
        );
      }
      return of(settings, step);
    };
  return { ...definition, rate: checked(rate), momentum: momentum && checked(momentum) };
}

/** Along half a cosine from `from` (share 0) to `to` (share 1). */
export const alongCosine = (from: number, to: number, share: number): number =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));

/** Along a straight line from `from` (share 0) to `to` (share 1). */
export const alongLine = (from: number, to: number, share: number): number =>
  from + (to - from) * share;
