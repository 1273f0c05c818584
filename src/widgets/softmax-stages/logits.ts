import type { Page, Quantities } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';

export const fewestClasses = 2;
export const mostClasses = 10;

/** What may be typed, either way: far enough for every format's `exp` to break. */
export const logitLimit = 2000;

/** How many classes a figure can show. */
export interface ClassCount {
  readonly least: number;
  readonly most: number;
}

export const anyCount: ClassCount = { least: fewestClasses, most: mostClasses };

/** A row of logits that a figure can show: neither too many nor too few, none beyond the limit. */
export function fitsAsLogits(values: readonly number[], { least, most }: ClassCount): boolean {
  return (
    values.length >= least &&
    values.length <= most &&
    values.every((value) => Math.abs(value) <= logitLimit)
  );
}

/** The page's numbers of this name where they fit, else the written ones. */
export function logitsIn(
  quantities: Quantities,
  name: string,
  written: readonly number[],
  count: ClassCount = anyCount,
): readonly number[] {
  const values = quantities[name]?.values;
  return values && fitsAsLogits(values, count) ? values : written;
}

export interface Logits {
  readonly values: readonly number[];
  /** What an arrow key adds. */
  readonly step: number;
  set(values: readonly number[]): void;
}

/** A figure's logits on the page; numbers that a link brings and that do not fit are refused. */
export function useLogits(
  page: Page,
  name: string,
  written: readonly number[],
  count: ClassCount = anyCount,
): Logits {
  const quantities = useQuantities(page);
  const values = quantities[name]?.values;
  const misfit = values !== undefined && !fitsAsLogits(values, count);
  useRefusal(page, misfit ? [name] : []);
  return {
    values: logitsIn(quantities, name, written, count),
    step: page.quantities.getInitialState()[name]?.step ?? 1,
    set: (next) => page.setQuantity(name, next, [next.length]),
  };
}
