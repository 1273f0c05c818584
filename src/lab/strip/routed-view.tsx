import { explain } from '../../core/explain.ts';
import { Matrix } from '../../draw/matrix.tsx';
import { scaleOf } from '../../draw/scale.ts';
import { type Cell, type Expression, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellKey } from '../cell-name.ts';
import { leavesOf } from '../stage/focus.ts';
import { ruleBehind, takersIn, tieAgreements } from '../takers.ts';
import { CellNumber, useStripScene } from './cell-number.tsx';

interface RoutedViewProps {
  /** The gradient of one cell that pools looked at. */
  readonly cell: Cell & { readonly of: 'value' | 'gradient' };
  readonly made: Expression;
}

/** Each window that looked at this cell, who won it, and where its gradient so goes. */
export function RoutedView({ cell, made }: RoutedViewProps) {
  const { trace } = useStripScene();
  const windows = windowsOf(trace, made);
  if (windows.length === 0) return <p className="sum-plain">No window looked at this cell: 0.</p>;
  return (
    <div className="sum">
      {windows.slice(0, 4).map(({ upstream, cells }) => (
        <Window key={cellKey(upstream)} {...{ upstream, cells, cell }} />
      ))}
    </div>
  );
}

interface PoolWindow {
  readonly upstream: Cell & { readonly of: 'gradient' };
  readonly cells: readonly Cell[];
}

function Window({ upstream, cells, cell }: PoolWindow & Pick<RoutedViewProps, 'cell'>) {
  const { trace } = useStripScene();
  const values = cells.map((each) => readCell(trace, each));
  const largest = Math.max(...values);
  const tie = values.filter((value) => value === largest).length > 1;
  const rule = ruleBehind(trace, upstream.id);
  const takers = takersIn(values, rule);
  const here = cells.findIndex(({ index }) => index === cell.index);
  return (
    <>
      <Matrix
        label="the window"
        values={values}
        columns={Math.round(Math.sqrt(values.length))}
        scale={scaleOf(values)}
        nameCell={(index) => cellKey(cells[index])}
        mark={(index) => ({
          outline: takers.includes(index) ? 'positive' : index === here ? 'dashed' : undefined,
          strong: takers.includes(index),
          hatch: tie && values[index] === largest,
          note: takers.includes(index) ? 'won' : undefined,
        })}
        caption="what the window saw"
      />
      <p className="sum-plain">
        the pool’s gradient <CellNumber cell={upstream} />{' '}
        {takers.length > 1 ? `is split between ${takers.length} winners` : 'goes to the winner'}
        <br />
        {takers.includes(here) ? 'this cell won: ' : 'this cell (dashed) lost: '}
        <CellNumber cell={cell} />
        {tie && (
          <>
            <br />a tie, so no slope here: {tieAgreements[rule]}
          </>
        )}
      </p>
    </>
  );
}

/** The explanation's terms are [winner = this] × upstream: one for each window. */
function windowsOf(trace: Trace, made: Expression): PoolWindow[] {
  const terms = made.op === 'sum' ? made.terms : [made];
  return terms.flatMap((term) => {
    const upstream = leavesOf(term).find((leaf) => leaf.of === 'gradient');
    if (upstream?.of !== 'gradient') return [];
    const output = explain(trace, upstream.id, upstream.index);
    return output ? [{ upstream: { ...upstream, of: 'gradient' }, cells: leavesOf(output) }] : [];
  });
}
