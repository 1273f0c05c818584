import { type Cell, type Expression, evaluate, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { activationOf } from '../../trace/trace.ts';
import { cellKey, placeName } from '../cell-name.ts';
import { type Column, unitOf } from '../stage/column.ts';
import { leavesOf } from '../stage/focus.ts';

/** One term of a sum. */
export interface TermRow {
  readonly expression: Expression;
  readonly value: number;
  /** The sum so far, this term included. */
  readonly soFar: number;
  /** weight × number, where the term is that. */
  readonly pair?: { readonly weight: Cell; readonly data: Cell };
  /** Where the number lies in its picture, `4, 7`, or what it is: `bias`. */
  readonly place: string;
}

/** Terms that come from one picture, or from one row of a large one. */
export interface TermGroup {
  /** Undefined for terms that come from no picture: the bias. */
  readonly title?: string;
  readonly rows: readonly TermRow[];
  readonly total: number;
  /** The sum so far, the whole group included. */
  readonly soFar: number;
}

export interface TermTable {
  readonly groups: readonly TermGroup[];
  /** How many terms there are in all groups. */
  readonly count: number;
  /** Of how many pictures they come, where pictures are what they come from; else 0. */
  readonly maps: number;
  /** What `place` counts. */
  readonly placeHead: string;
  /** What stands above the two numbers of a product; undefined where the terms are none. */
  readonly pairHeads?: readonly [weight: string, data: string];
  /** Whether every term is a single number. */
  readonly single: boolean;
}

/** More terms than this of one picture are grouped by its rows. */
const LARGEST_GROUP = 48;
const UNITS_IN_A_GROUP = 16;

interface Loose {
  readonly expression: Expression;
  readonly value: number;
  readonly pair?: TermRow['pair'];
  readonly data?: Cell;
  readonly column?: Column;
}

const tables = new WeakMap<readonly Expression[], TermTable>();

/**
 * The terms of a sum in groups, each in the picture's own order, with the sum so far. An
 * explanation is made for one trace: so is its table, once.
 */
export function termTable(
  trace: Trace,
  columns: readonly Column[],
  terms: readonly Expression[],
): TermTable {
  const table = tables.get(terms) ?? makeTable(trace, columns, terms);
  tables.set(terms, table);
  return table;
}

function makeTable(
  trace: Trace,
  columns: readonly Column[],
  terms: readonly Expression[],
): TermTable {
  const loose = terms.map((expression) => looseOf(trace, columns, expression));
  const buckets = new Map<string, { column?: Column; unit: number; rows: Loose[] }>();
  for (const row of loose) {
    const { column, data } = row;
    const unit = column && column.maps > 0 && data ? unitOf(column, data.index) : 0;
    const key = column ? `${column.id} ${unit}` : '';
    const bucket = buckets.get(key) ?? { column, unit, rows: [] };
    bucket.rows.push(row);
    buckets.set(key, bucket);
  }
  const pictured = [...buckets.values()].filter(({ column }) => column);
  const several = new Set(pictured.map(({ column }) => column)).size > 1;
  const parts: { title?: string; rows: readonly Loose[] }[] = pictured.flatMap((bucket) =>
    split({ ...bucket, several }),
  );
  const rest = buckets.get('');
  if (rest) parts.push({ rows: rest.rows });

  let sum = 0;
  const groups = parts.map(({ title, rows }): TermGroup => {
    let total = 0;
    const done = rows.map((row): TermRow => {
      sum += row.value;
      total += row.value;
      const { expression, value, pair } = row;
      return { expression, value, pair, soFar: sum, place: placeOf(trace, row) };
    });
    return { title, rows: done, total, soFar: sum };
  });
  const first = pictured[0]?.rows[0];
  const maps = pictured.filter(({ column }) => (column?.maps ?? 0) > 1).length;
  return {
    groups,
    count: terms.length,
    maps,
    placeHead: headOf(trace, first),
    pairHeads: first?.pair && [nounOf(first.pair.weight), nounOf(first.pair.data)],
    single: terms.every(({ op }) => op === 'cell'),
  };
}

function looseOf(trace: Trace, columns: readonly Column[], expression: Expression): Loose {
  const pair = maybePair(expression);
  const data = pair?.data ?? ownOf(expression);
  return {
    expression,
    value: evaluate(expression, (cell) => readCell(trace, cell)),
    pair,
    data,
    column: data && columns.find(({ values }) => values.some(({ id }) => id === idOf(data))),
  };
}

/** Of the numbers in a term, the one that it is about: it stands there beside what all terms share. */
function ownOf(expression: Expression): Cell | undefined {
  const times = new Map<string, number>();
  let own: { readonly cell: Cell; readonly count: number } | undefined;
  for (const cell of leavesOf(expression).filter(isData)) {
    const key = cellKey(cell);
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    if (!own || count >= own.count) own = { cell, count };
  }
  return own?.cell;
}

const isData = ({ of }: Cell): boolean => of === 'value' || of === 'gradient';
const idOf = (cell: Cell): string => (cell.of === 'saved' ? cell.node : cell.id);

function maybePair(expression: Expression): TermRow['pair'] {
  if (expression.op !== 'product' || expression.factors.length !== 2) return undefined;
  const [a, b] = expression.factors;
  if (a.op !== 'cell' || b.op !== 'cell') return undefined;
  return isData(a.cell) && !isData(b.cell)
    ? { weight: b.cell, data: a.cell }
    : { weight: a.cell, data: b.cell };
}

interface Bucket {
  readonly column?: Column;
  readonly unit: number;
  readonly rows: readonly Loose[];
  /** Whether the sum draws on more columns than this one. */
  readonly several: boolean;
}

/** In reading order; a large picture row by row, a long vector in stretches. */
function split({ column, unit, rows, several }: Bucket): { title: string; rows: Loose[] }[] {
  if (!column) return [];
  const sorted = [...rows].sort((a, b) => indexOf(a) - indexOf(b));
  const prefix = [several || column.maps === 0 ? column.title : '', mapName(column, unit)];
  const named = (...more: readonly string[]) => [...prefix, ...more].filter(Boolean).join(', ');
  if (sorted.length <= LARGEST_GROUP) return [{ title: named() || column.title, rows: sorted }];
  const parts = new Map<number, Loose[]>();
  for (const row of sorted) {
    const at =
      column.maps > 0
        ? Math.floor(Math.floor(indexOf(row) / column.maps) / column.columns)
        : Math.floor(indexOf(row) / UNITS_IN_A_GROUP);
    const part = parts.get(at) ?? [];
    part.push(row);
    parts.set(at, part);
  }
  return [...parts].map(([at, part]) => ({
    title: named(
      column.maps > 0 ? `row ${at}` : `${indexOf(part[0])} to ${indexOf(part[part.length - 1])}`,
    ),
    rows: part,
  }));
}

const mapName = ({ maps }: Column, unit: number): string => (maps > 1 ? `map ${unit}` : '');

const indexOf = ({ data }: Loose): number => data?.index ?? 0;

function placeOf(trace: Trace, { column, data, expression }: Loose): string {
  if (!column || !data) return expression.op === 'cell' ? nounOf(expression.cell) : '';
  if (column.maps > 0) {
    const position = Math.floor(data.index / column.maps);
    return `${Math.floor(position / column.columns)}, ${position % column.columns}`;
  }
  return wordsOf(trace, data)[1] ?? String(data.index);
}

function headOf(trace: Trace, row: Loose | undefined): string {
  if (!row?.column || !row.data) return 'term';
  return row.column.maps > 0 ? 'row, column' : (wordsOf(trace, row.data)[0] ?? 'unit');
}

/** `unit 7` or `digit 7`, in two words. */
function wordsOf(trace: Trace, data: Cell): readonly (string | undefined)[] {
  const id = idOf(data);
  return placeName(activationOf(trace, id).shape, data.index, trace.graph, id).split(' ');
}

/** What a number is in a sum. */
function nounOf(cell: Cell): string {
  switch (cell.of) {
    case 'value':
      return 'input';
    case 'gradient':
      return 'upstream';
    case 'param':
      return /bias|\.b$/.test(cell.id) ? 'bias' : 'weight';
    case 'paramGradient':
      return 'gradient';
    case 'saved':
      return cell.name;
  }
}
