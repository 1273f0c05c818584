import type { Page, Quantities } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';

const fewest = 3;
const most = 10;

/** Beyond it nothing new happens: probabilities of float64 underflow at a distance of 745. */
export const logitLimit = 10_000;

/** 1, 2, 0.5 and what follows when the reader wants more classes. */
const written: readonly number[] = [1, 2, 0.5, -1, 0, 1.5, -0.5, 0.3, -2, 0.8];

export const classCounts: readonly (readonly [value: number, label: string])[] = Array.from(
  { length: most - fewest + 1 },
  (_, i) => [fewest + i, String(fewest + i)],
);

/** A row of numbers that a figure may be given: 3 to 10, none beyond the limit. */
export function fitsAsLogits(values: readonly number[]): boolean {
  return (
    values.length >= fewest &&
    values.length <= most &&
    values.every((value) => Math.abs(value) <= logitLimit)
  );
}

/** The logits under this name, or as many of the written ones as the figure has classes. */
export function logitsIn(quantities: Quantities, name: string, classes: number): readonly number[] {
  const values = quantities[name]?.values;
  return values && fitsAsLogits(values) ? values : written.slice(0, classes);
}

/** As many logits as wanted: those that are there, then written ones. */
export function withClasses(logits: readonly number[], classes: number): readonly number[] {
  return written.map((value, i) => logits[i] ?? value).slice(0, classes);
}

export interface Logits {
  readonly logits: readonly number[];
  setLogits(logits: readonly number[]): void;
}

/** A figure's logits on the page; numbers that a link brings and that do not fit are refused. */
export function useLogits(page: Page, name: string, classes: number): Logits {
  const quantities = useQuantities(page);
  const values = quantities[name]?.values;
  const misfit = values !== undefined && !fitsAsLogits(values);
  useRefusal(page, misfit ? [name] : []);
  return {
    logits: logitsIn(quantities, name, classes),
    setLogits: (next) => page.setQuantity(name, next, [next.length]),
  };
}

const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** A letter with its place, counted from 1 as people do, or from 0 as digits are: `z₂`. */
export const named = (letter: string, index: number, first = 1): string =>
  letter + [...String(index + first)].map((digit) => subscripts[Number(digit)]).join('');
