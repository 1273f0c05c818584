import type { Page, Quantities } from '../definition.ts';

/** A square of numbers that a figure shows a corner of. */
export interface Store {
  /** The lesson's quantity, whose numbers stand in the upper left corner. */
  readonly bound: string | undefined;
  /** The figure's own quantity, for all cells beyond that. */
  readonly own: string;
  /** What the figure's own numbers are at first, row by row. */
  readonly written: readonly number[];
}

/** No number lies further from zero: beyond, a nudge would be rounded away beside it. */
export const largest = 1000;

/** The numbers of a square quantity, or undefined if it is none or too large. */
function maybeSquare(quantities: Quantities, name: string | undefined, most: number) {
  const values = name === undefined ? undefined : quantities[name]?.values;
  if (!values) return undefined;
  const side = Math.sqrt(values.length);
  return Number.isInteger(side) &&
    side <= most &&
    values.every((value) => Math.abs(value) <= largest)
    ? { side, values }
    : undefined;
}

function sourcesOf({ bound, own, written }: Store, quantities: Quantities) {
  const most = Math.sqrt(written.length);
  const kept = maybeSquare(quantities, own, most);
  return {
    most,
    corner: maybeSquare(quantities, bound, most),
    whole: kept?.side === most ? kept.values : written,
  };
}

/** The upper left side × side numbers, row by row, checked. */
export function cornerOf(store: Store, quantities: Quantities, side: number): readonly number[] {
  const { most, corner, whole } = sourcesOf(store, quantities);
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    const bound = corner && row < corner.side && column < corner.side;
    return bound ? corner.values[row * corner.side + column] : whole[row * most + column];
  });
}

/** Names of quantities whose numbers do not fit, so that the written ones stand in. */
export function misfitsOf(store: Store, quantities: Quantities): readonly string[] {
  const { most, corner, whole } = sourcesOf(store, quantities);
  const { bound, own, written } = store;
  const found: string[] = [];
  if (bound !== undefined && quantities[bound] && !corner) found.push(bound);
  if (quantities[own] && whole === written && most > 0) found.push(own);
  return found;
}

/** Puts a number, brought into range, into the cell `at` of the upper left side × side numbers. */
export function putNumber(page: Page, store: Store, side: number, at: number, value: number): void {
  const { most, corner, whole } = sourcesOf(store, page.quantities.getState());
  const [row, column] = [Math.floor(at / side), at % side];
  const held = Math.min(largest, Math.max(-largest, value));
  const put = (name: string, values: readonly number[], across: number) =>
    page.setQuantity(name, values.with(row * across + column, held), [across, across]);
  if (store.bound !== undefined && corner && row < corner.side && column < corner.side) {
    put(store.bound, corner.values, corner.side);
  } else put(store.own, whole, most);
}
