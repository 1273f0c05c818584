import { useMemo } from 'react';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellName } from '../cell-name.ts';
import type { Column } from '../stage/column.ts';
import { CellNumber, useStripScene } from '../strip/cell-number.tsx';
import { type Account, isList, type Line } from './account.ts';
import { LargestView } from './largest-view.tsx';
import { termTable } from './terms.ts';
import { TermsView } from './terms-view.tsx';
import { Written } from './written.tsx';

interface LineViewProps {
  readonly trace: Trace;
  readonly columns: readonly Column[];
  /** Whose account this is. */
  readonly cell: Cell;
  readonly account: Account;
  readonly line: Line;
}

/** One line of an account: a table, where it is a sum or a window; else one line of arithmetic. */
export function LineView({ trace, columns, cell, account, line }: LineViewProps) {
  const { format } = useStripScene();
  const { name, expression, value } = line;
  const table = useMemo(
    () => (isList(expression) ? termTable(trace, columns, expression.terms) : undefined),
    [trace, columns, expression],
  );
  const own = name === undefined;
  const result = (
    <output data-result={own || undefined}>
      {own ? <CellNumber cell={cell} /> : <span data-value={value}>{format(value)}</span>}
    </output>
  );
  const prefix = name && (
    <>
      <var className="sheet-name">{name}</var> ={' '}
    </>
  );
  if (!table) {
    return (
      <p className="sheet-line">
        {prefix}
        <Written part={expression} account={account} whole />
        {expression.op === 'cell' ? ', handed on' : <> = {result}</>}
      </p>
    );
  }
  const parts = {
    table,
    account,
    result,
    caption: own ? `The sum that made ${cellName(trace, columns, cell)}` : `The line ${name}`,
  };
  return (
    <div className="sheet-list">
      {name && <p className="sheet-line">{prefix}</p>}
      {expression.op === 'max' ? (
        <LargestView {...parts} />
      ) : (
        <TermsView {...parts} total={value} />
      )}
    </div>
  );
}
