import type { Box, PageState } from './address.ts';
import type { Quantities, Quantity } from './lesson.ts';
import type { PageStore } from './page-store.ts';

const sameNumbers = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

const same = (a: Quantity, b: Quantity | undefined) =>
  b !== undefined && sameNumbers(a.values, b.values) && sameNumbers(a.shape, b.shape);

/** What differs on the page from how it was written, without its drawing. */
export function stateOf(page: PageStore): PageState {
  const written = page.quantities.getInitialState();
  const changed = Object.entries(page.quantities.getState()).filter(
    // What JSON cannot say stays behind: a figure shows infinities, nobody types them.
    ([name, now]) => !same(now, written[name]) && now.values.every(Number.isFinite),
  );
  const quantities = Object.fromEntries(
    changed.map(([name, { shape, values }]): [string, Box] => [name, { shape, values }]),
  );
  return { quantities, settings: page.settings.getState() };
}

/** What a page has, so that a link can be checked against it. */
export interface Known {
  readonly quantities: Quantities;
  readonly experiments: ReadonlySet<string>;
}

/** Names in a state that mean nothing on this page. */
export function strangers(state: PageState, known: Known): readonly string[] {
  const strange = (name: string) => !known.experiments.has(name.split('/')[0]);
  return [
    ...Object.keys(state.quantities).filter(
      (name) => !Object.hasOwn(known.quantities, name) && strange(name),
    ),
    ...Object.keys(state.settings).filter(strange),
  ];
}

/** A state without these names. */
export function without(state: PageState, names: readonly string[]): PageState {
  const keep = <T>(table: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)));
  return { ...state, quantities: keep(state.quantities), settings: keep(state.settings) };
}
