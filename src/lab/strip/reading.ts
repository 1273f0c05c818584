import { type Cell, type Expression, evaluate, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Column, unitOf } from '../stage/column.ts';

type DataCell = Cell & { readonly of: 'value' | 'gradient' };

/** weight × number: one term of a weighted sum. */
export interface Term {
  readonly data: DataCell;
  readonly weight: Cell;
  readonly value: number;
}

/** The terms that come from one picture: a window of it times its kernel, where they fill one. */
export interface Group {
  readonly column: Column;
  readonly unit: number;
  readonly terms: readonly Term[];
  readonly total: number;
  /** Width of the window, when the terms fill a rectangle of the picture. */
  readonly across?: number;
}

/** How a cell's explanation is best read. */
export type Reading =
  | { readonly kind: 'weighted'; readonly groups: readonly Group[]; readonly bias?: Cell }
  | { readonly kind: 'largest'; readonly cells: readonly Cell[] }
  | { readonly kind: 'plain'; readonly expression: Expression };

export function readingOf(
  trace: Trace,
  columns: readonly Column[],
  expression: Expression,
): Reading {
  const read = (cell: Cell) => readCell(trace, cell);
  if (expression.op === 'max' && expression.terms.length > 2) {
    const cells = expression.terms.flatMap((term) => (term.op === 'cell' ? [term.cell] : []));
    if (cells.length === expression.terms.length) return { kind: 'largest', cells };
  }
  if (expression.op !== 'sum' || expression.terms.length < 3) return { kind: 'plain', expression };
  const terms: Term[] = [];
  let bias: Cell | undefined;
  for (const term of expression.terms) {
    const product = maybeTerm(term, read);
    if (product) terms.push(product);
    else if (term.op === 'cell' && bias === undefined) bias = term.cell;
    else return { kind: 'plain', expression };
  }
  return { kind: 'weighted', groups: groupsOf(terms, columns), bias };
}

function maybeTerm(expression: Expression, read: (cell: Cell) => number): Term | undefined {
  if (expression.op !== 'product' || expression.factors.length !== 2) return undefined;
  const [a, b] = expression.factors;
  if (a.op !== 'cell' || b.op !== 'cell') return undefined;
  const value = evaluate(expression, read);
  if (isData(b.cell)) return { data: b.cell, weight: a.cell, value };
  return isData(a.cell) ? { data: a.cell, weight: b.cell, value } : undefined;
}

const isData = (cell: Cell): cell is DataCell => cell.of === 'value' || cell.of === 'gradient';

/** Terms by the picture they come from, the weightiest first. */
function groupsOf(terms: readonly Term[], columns: readonly Column[]): Group[] {
  const groups = new Map<string, { column: Column; unit: number; terms: Term[] }>();
  for (const term of terms) {
    const column = columns.find(({ values }) => values.some(({ id }) => id === term.data.id));
    if (!column) continue;
    const unit = unitOf(column, term.data.index);
    const key = `${column.id} ${unit}`;
    const group = groups.get(key) ?? { column, unit, terms: [] };
    group.terms.push(term);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({
      ...group,
      ...inReadingOrder(group),
      total: group.terms.reduce((sum, { value }) => sum + value, 0),
    }))
    .sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

/** A window's terms row by row of the picture: on the way back the kernel so turns by itself. */
function inReadingOrder({ column, terms }: { column: Column; terms: readonly Term[] }) {
  const sorted = [...terms].sort((a, b) => a.data.index - b.data.index);
  if (column.maps === 0) return { terms: sorted };
  const places = sorted.map(({ data }) => Math.floor(data.index / column.maps));
  const columnsOfCells = places.map((place) => place % column.columns);
  const rows = places.map((place) => Math.floor(place / column.columns));
  const across = Math.max(...columnsOfCells) - Math.min(...columnsOfCells) + 1;
  const down = Math.max(...rows) - Math.min(...rows) + 1;
  return { terms: sorted, across: across * down === sorted.length ? across : undefined };
}
