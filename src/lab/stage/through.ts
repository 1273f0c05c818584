import { explain, explainGradient } from '../../core/explain.ts';
import { type Cell, type Expression, evaluate, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import type { DataCell } from './board/board.ts';
import type { Column } from './column.ts';
import { type Focus, leavesOf } from './focus.ts';

/** What made a cell; undefined for what is fed in. */
export const madeOf = (trace: Trace, cell: DataCell): Expression | undefined =>
  cell.of === 'gradient'
    ? explainGradient(trace, cell.id, cell.index)
    : explain(trace, cell.id, cell.index);

/** One number passed on within its column: by a ReLU, or in another shape. */
export interface Gate {
  readonly cell: DataCell;
  readonly from: DataCell;
  readonly made: Expression;
  /** Undefined where it only changes the shape; else whether the number came through. */
  readonly open: boolean | undefined;
}

/** The cell where a number came into its column, and the gates that it passed there since. */
export interface Through {
  readonly inner: DataCell;
  readonly made: Expression | undefined;
  /** From the inner cell outwards. */
  readonly gates: readonly Gate[];
}

/** A ReLU's number comes from one cell of its own column: its sum is the sum behind the gate. */
export function throughOf(trace: Trace, columns: readonly Column[], cell: DataCell): Through {
  const column = columns.find(({ values }) => values.some(({ id }) => id === cell.id));
  const gates: Gate[] = [];
  let inner = cell;
  let made = madeOf(trace, inner);
  while (made) {
    const from = maybeOnlyLeaf(made, inner, column);
    if (!from) break;
    gates.unshift({ cell: inner, from, made, open: openness(trace, made) });
    inner = from;
    made = madeOf(trace, inner);
  }
  return { inner, made, gates };
}

function maybeOnlyLeaf(
  made: Expression,
  cell: DataCell,
  column: Column | undefined,
): DataCell | undefined {
  const leaves = leavesOf(made).filter((leaf): leaf is DataCell => leaf.of === cell.of);
  const [only] = leaves;
  if (leaves.length !== 1 || !column?.values.some(({ id }) => id === only.id)) return undefined;
  return only;
}

function openness(trace: Trace, made: Expression): boolean | undefined {
  if (made.op === 'cell') return undefined;
  const read = (cell: Cell) => readCell(trace, cell);
  const gate =
    made.op === 'product'
      ? made.factors.find((factor) => factor.op === 'call' && factor.name === 'step')
      : undefined;
  return gate ? evaluate(gate, read) === 1 : evaluate(made, read) !== 0;
}

/** The focus with what is behind the gates of its column as what it is made of. */
export function behindGates(trace: Trace, columns: readonly Column[], focus: Focus): Focus {
  return { ...focus, made: throughOf(trace, columns, focus.cell).made };
}

/** The cell that gave most to a number, where one goes on to; undefined where the way ends. */
export function maybeOnward(trace: Trace, { cell, made }: Focus): DataCell | undefined {
  if (!made) return undefined;
  const parts = made.op === 'sum' || made.op === 'max' ? made.terms : [made];
  const read = (at: Cell) => readCell(trace, at);
  let best: DataCell | undefined;
  let most = -1;
  for (const part of parts) {
    const size = made.op === 'max' ? evaluate(part, read) : Math.abs(evaluate(part, read));
    const leaf = leavesOf(part).find((each): each is DataCell => each.of === cell.of);
    if (leaf && (best === undefined || size > most)) {
      best = leaf;
      most = size;
    }
  }
  return best;
}
