import { explain, explainGradient } from '../../core/explain.ts';
import type { Expression } from '../../trace/expression.ts';
import type { Graph } from '../../trace/graph.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Column, unitCount, unitOf } from './column.ts';
import { leavesOf } from './focus.ts';

/** A box of cells, the same one in several pictures of a column. */
export interface Region {
  readonly column: Column;
  readonly units: readonly number[];
  readonly row: number;
  readonly cellColumn: number;
  readonly rows: number;
  readonly columns: number;
  /** It is all of the column. */
  readonly whole: boolean;
}

/** What one cell depends on, and what depends on it: a region in each column that has any. */
export interface Sight {
  /** Its receptive field: the cells that it is computed from, down to the drawing. */
  readonly sees: readonly Region[];
  /** Its influence: the cells computed from it, and so the gradients that come back to it. */
  readonly reaches: readonly Region[];
}

/** It follows from the network's shapes alone, so it is kept for each network. */
const known = new WeakMap<Graph, Map<string, Sight>>();
const MOST_KNOWN = 2000;

/** Found by asking each layer's own explanation which cells it reads, from cell to cell. */
export function sightOf(
  trace: Trace,
  columns: readonly Column[],
  id: string,
  index: number,
): Sight {
  const all = known.get(trace.graph) ?? new Map<string, Sight>();
  known.set(trace.graph, all);
  const key = `${id} ${index}`;
  const found = all.get(key);
  if (found) return found;
  if (all.size >= MOST_KNOWN) all.clear();
  const sight = {
    sees: walk(trace, columns, id, index, 'sees'),
    reaches: walk(trace, columns, id, index, 'reaches'),
  };
  all.set(key, sight);
  return sight;
}

interface Span {
  readonly column: Column;
  readonly units: Set<number>;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

type Way = keyof Sight;

function walk(
  trace: Trace,
  columns: readonly Column[],
  id: string,
  index: number,
  way: Way,
): Region[] {
  const spans = new Map<string, Span>();
  const columnOf = (value: string) =>
    columns.find(({ values }) => values.some((each) => each.id === value));
  const grow = (value: string, at: number): void => {
    const column = columnOf(value);
    if (!column) return;
    const { row, across } = placeOf(column, at);
    const span = spans.get(value);
    if (!span) {
      const units = new Set([unitOf(column, at)]);
      spans.set(value, { column, units, top: row, bottom: row, left: across, right: across });
      return;
    }
    span.units.add(unitOf(column, at));
    span.top = Math.min(span.top, row);
    span.bottom = Math.max(span.bottom, row);
    span.left = Math.min(span.left, across);
    span.right = Math.max(span.right, across);
  };
  grow(id, index);
  for (const value of valuesInOrder(trace.graph, way)) {
    const span = spans.get(value);
    if (span) spread(trace, value, span, way, spans, grow);
  }
  return regionsOf(spans, columnOf(id));
}

/** The regions next to a span: its two corners tell of all between, since windows only slide. */
function spread(
  trace: Trace,
  value: string,
  span: Span,
  way: Way,
  spans: ReadonlyMap<string, Span>,
  grow: (value: string, at: number) => void,
): void {
  const { column } = span;
  for (const unit of span.units) {
    const made = new Set<string>();
    for (const at of cornersOf(span, unit)) {
      for (const leaf of leavesOf(asked(trace, value, at, way))) {
        if (leaf.of !== (way === 'sees' ? 'value' : 'gradient') || leaf.id === value) continue;
        made.add(leaf.id);
        grow(leaf.id, leaf.index);
      }
    }
    // Where one picture is made of all the others, the rest say nothing new.
    const full = [...made].every((id) => {
      const next = spans.get(id);
      return next && next.column !== column && next.units.size === unitCount(next.column);
    });
    if (made.size > 0 && full) return;
  }
}

const asked = (trace: Trace, value: string, at: number, way: Way): Expression =>
  way === 'reaches'
    ? explainGradient(trace, value, at)
    : (explain(trace, value, at) ?? { op: 'sum', terms: [] });

function cornersOf({ column, top, bottom, left, right }: Span, unit: number): number[] {
  if (column.maps === 0) return [unit];
  const index = (row: number, across: number) =>
    (row * column.columns + across) * column.maps + unit;
  return [...new Set([index(top, left), index(bottom, right)])];
}

function placeOf(column: Column, index: number) {
  if (column.maps === 0) return { row: 0, across: 0 };
  const position = Math.floor(index / column.maps);
  return { row: Math.floor(position / column.columns), across: position % column.columns };
}

function valuesInOrder({ inputs, nodes }: Graph, way: Way): string[] {
  const order = [...inputs.map(({ id }) => id), ...nodes.flatMap(({ outputs }) => outputs)];
  return way === 'sees' ? order.reverse() : order;
}

/** The values of one column share their cells: one region for all of them, the cell's own left out. */
function regionsOf(spans: ReadonlyMap<string, Span>, own: Column | undefined): Region[] {
  const byColumn = new Map<Column, Region>();
  for (const { column, units, top, bottom, left, right } of spans.values()) {
    if (column === own) continue;
    const vector = column.maps === 0;
    const [rows, columns] = [bottom - top + 1, right - left + 1];
    const filled = vector || (rows === column.rows && columns === column.columns);
    byColumn.set(column, {
      column,
      units: [...units].sort((a, b) => a - b),
      row: top,
      cellColumn: left,
      rows,
      columns,
      whole: filled && units.size === unitCount(column),
    });
  }
  return [...byColumn.values()];
}

/** The sizes in words: `sees 10 × 10 of the drawing, reaches 3 × 3 in each of 16 maps`. */
export function sightWords(sight: Sight, columns: readonly Column[]): string {
  const drawing = sight.sees.find(({ column }) => column === columns[0]);
  const [next] = [...sight.reaches].sort(
    (a, b) => columns.indexOf(a.column) - columns.indexOf(b.column),
  );
  const parts = [];
  if (drawing) {
    parts.push(
      drawing.whole
        ? 'sees the whole drawing'
        : `sees ${drawing.rows} × ${drawing.columns} of the drawing`,
    );
  }
  if (next) parts.push(`reaches ${sizeWords(next)}`);
  return parts.join(', ');
}

function sizeWords({ column, units, rows, columns }: Region): string {
  if (column.maps === 0) {
    if (column.rows === 1) return `the ${column.title}`;
    return `${units.length} of ${column.rows} ${column.names ? 'scores' : 'units'}`;
  }
  const size = rows === 1 && columns === 1 ? 'one cell' : `${rows} × ${columns}`;
  if (column.maps === 1) return `${size} of ${column.title}`;
  return units.length === 1
    ? `${size} of map ${units[0]} of ${column.title}`
    : `${size} in each of ${units.length} maps of ${column.title}`;
}
