import { explain, explainGradient } from '../../core/explain.ts';
import { type Cell, type Expression, evaluate, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Column, unitOf } from './column.ts';
import type { ColumnFrame, Frame, Shown } from './frame.ts';
import { numbersOf } from './shown-scale.ts';

/** The cell that the picture and the sum beneath it are about. */
export interface Focus {
  readonly cell: Cell & { readonly of: 'value' | 'gradient' };
  readonly column: Column;
  /** What made it; undefined for what is fed in. */
  readonly made: Expression | undefined;
  /** The cells it was made of, as boxes in the pictures of their columns. */
  readonly sources: readonly SourceBox[];
}

/** A box of cells in one picture of one column: positions in cells. */
export interface SourceBox {
  readonly column: Column;
  readonly unit: number;
  readonly row: number;
  readonly cellColumn: number;
  readonly rows: number;
  readonly columns: number;
  /** How much of the sum came from here, in proportion to the source that gave most: 0 … 1. */
  readonly share: number;
}

/** The cell in focus: under the pointer, else chosen, else where the step is, else the brightest. */
export function maybeFocus(
  trace: Trace,
  frame: Frame,
  pointed: Cell | undefined,
  pinned: Cell | undefined,
  kept = pinned,
): Focus | undefined {
  for (const cell of [pointed, pinned]) {
    const column = cell && frame.columns.find(({ shown }) => shows(shown, cell));
    if (column && cell) return focusOn(trace, column, cell.index);
  }
  const { now } = frame;
  if (!now) return undefined;
  return focusOn(trace, now, momentIndex(now, kept) ?? brightest(trace, now));
}

/** A cell as the focus, whether the picture shows it just now or not. */
export function maybeFocusOn(
  trace: Trace,
  columns: readonly Column[],
  cell: Cell,
): Focus | undefined {
  if (cell.of !== 'value' && cell.of !== 'gradient') return undefined;
  const column = columns.find(({ values }) => values.some(({ id }) => id === cell.id));
  const pass = cell.of === 'gradient' ? 'gradient' : 'activation';
  const shown = { value: cell.id, pass } as const;
  return column && focusOn(trace, { column, shown }, cell.index);
}

/** The cell that a column rests on when none is chosen: the one with the largest number. */
export const restingCell = (trace: Trace, frame: ColumnFrame): Focus['cell'] => ({
  of: cellOf(frame.shown.pass),
  id: frame.shown.value,
  index: brightest(trace, frame),
});

const shows = (shown: Shown, cell: Cell): boolean =>
  cell.of !== 'saved' && cell.id === shown.value && cell.of === cellOf(shown.pass);

export const cellOf = (pass: Shown['pass']): 'value' | 'gradient' =>
  pass === 'gradient' ? 'gradient' : 'value';

type Place = Pick<ColumnFrame, 'column' | 'shown'>;

function focusOn(trace: Trace, { shown, column }: Place, index: number): Focus {
  const cell = { of: cellOf(shown.pass), id: shown.value, index };
  const made =
    shown.pass === 'gradient'
      ? explainGradient(trace, shown.value, index)
      : explain(trace, shown.value, index);
  return { cell, column, made, sources: [] };
}

/** While a step is under way: the cell that it is at, on the kept cell's map or on the middle one. */
function momentIndex(
  { column, shown, progress }: ColumnFrame,
  kept: Cell | undefined,
): number | undefined {
  if (progress >= 1) return undefined;
  const count = column.rows * column.columns;
  const position = Math.min(count - 1, Math.floor(progress * count));
  if (column.maps === 0) return column.rows > 1 ? position : undefined;
  const inHere = kept && kept.of !== 'saved' && column.values.some(({ id }) => id === kept.id);
  const keepsMap = inHere && kept.of === cellOf(shown.pass);
  const map = keepsMap ? unitOf(column, kept.index) : Math.floor((column.maps - 1) / 2);
  return position * column.maps + map;
}

function brightest(trace: Trace, { shown }: Place): number {
  const { data } = numbersOf(trace, shown);
  let best = 0;
  for (let i = 1; i < data.length; i++) {
    if (Math.abs(data[i]) > Math.abs(data[best])) best = i;
  }
  return best;
}

/** The focus with the boxes of its sources: those in other columns that are not whole pictures. */
export function withSources(trace: Trace, focus: Focus, columns: readonly Column[]): Focus {
  if (!focus.made) return focus;
  const boxes = new Map<string, Box>();
  const parts = focus.made.op === 'sum' ? focus.made.terms : [focus.made];
  for (const part of parts) {
    const weight = evaluate(part, (cell) => readCell(trace, cell));
    for (const cell of leavesOf(part)) {
      if (cell.of !== 'value' && cell.of !== 'gradient') continue;
      const column = columns.find(({ values }) => values.some(({ id }) => id === cell.id));
      if (!column || column === focus.column) continue;
      const unit = unitOf(column, cell.index);
      const key = `${column.id} ${unit}`;
      const box = boxes.get(key) ?? { column, unit, cells: [], total: 0 };
      box.cells.push(cell.index);
      box.total += weight;
      boxes.set(key, box);
    }
  }
  const all = [...boxes.values()];
  const largest = Math.max(...all.map(({ total }) => Math.abs(total)));
  return { ...focus, sources: all.flatMap((box) => maybeBox(box, largest)) };
}

interface Box {
  readonly column: Column;
  readonly unit: number;
  readonly cells: number[];
  total: number;
}

function maybeBox({ column, unit, cells, total }: Box, largest: number): SourceBox[] {
  if (column.maps === 0 || cells.length >= column.rows * column.columns) return [];
  const positions = cells.map((index) => Math.floor(index / column.maps));
  const rows = positions.map((position) => Math.floor(position / column.columns));
  const across = positions.map((position) => position % column.columns);
  const [row, cellColumn] = [Math.min(...rows), Math.min(...across)];
  return [
    {
      column,
      unit,
      row,
      cellColumn,
      rows: Math.max(...rows) - row + 1,
      columns: Math.max(...across) - cellColumn + 1,
      share: largest > 0 ? Math.abs(total) / largest : 1,
    },
  ];
}

/** Every cell that an expression reads. */
export function leavesOf(expression: Expression): Cell[] {
  switch (expression.op) {
    case 'cell':
      return [expression.cell];
    case 'constant':
      return [];
    case 'sum':
    case 'max':
      return expression.terms.flatMap(leavesOf);
    case 'product':
      return expression.factors.flatMap(leavesOf);
    case 'quotient':
      return [...leavesOf(expression.numerator), ...leavesOf(expression.denominator)];
    case 'equal':
      return [...leavesOf(expression.left), ...leavesOf(expression.right)];
    case 'call':
      return leavesOf(expression.argument);
  }
}
