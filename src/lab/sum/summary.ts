import { formatNumber } from '../../draw/number.ts';
import { type Cell, type Expression, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Column } from '../stage/column.ts';
import { type Account, isList } from './account.ts';
import { type TermTable, termTable } from './terms.ts';

/** What a cell is, in one sentence: `0.3125, the sum of 72 products from 8 maps and the bias.` */
export function summaryOf(
  trace: Trace,
  columns: readonly Column[],
  cell: Cell,
  account: Account | undefined,
): string {
  const value = formatNumber(readCell(trace, cell), { digits: 5 });
  if (!account) return `${value}, ${unmade(trace, cell)}.`;
  const made = account.lines[account.lines.length - 1].expression;
  if (made.op === 'sum' && made.terms.length === 0) {
    return `${value}: the loss does not depend on it.`;
  }
  if (made.op === 'cell') return `${value}, handed on as it was.`;
  if (made.op === 'max' && isList(made)) {
    return `${value}, the largest of ${made.terms.length} numbers.`;
  }
  if (isList(made)) {
    return `${value}, the sum of ${partsOf(made.terms, termTable(trace, columns, made.terms))}.`;
  }
  const { length } = account.lines;
  return length === 1 ? `${value}, in one line.` : `${value}, in ${length} lines.`;
}

function partsOf(terms: readonly Expression[], table: TermTable): string {
  const products = terms.filter(({ op }) => op === 'product').length;
  const bias = terms.some((term) => term.op === 'cell' && term.cell.of === 'param');
  const count = products || table.count - (bias ? 1 : 0);
  const noun = products > 0 ? 'products' : table.single ? 'numbers' : 'terms';
  const from = table.maps > 1 ? ` from ${table.maps} maps` : '';
  return `${count} ${noun}${from}${bias ? ' and the bias' : ''}`;
}

function unmade({ graph }: Trace, cell: Cell): string {
  if (cell.of === 'param') return 'learned: nothing made it but training';
  if (cell.of === 'gradient')
    return 'where the way back begins: the loss changes as it changes itself';
  if (cell.of === 'saved') return 'kept by its layer on the way';
  return graph.inputs.some(({ id }) => id === cell.id)
    ? 'fed in: nothing made it but your pen'
    : 'made by nothing within this run';
}
