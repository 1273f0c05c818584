import './sum.css';
import { useState } from 'react';
import { Matrix } from '../../draw/matrix.tsx';
import { scaleOf } from '../../draw/scale.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import { activationOf, type Trace } from '../../trace/trace.ts';
import { cellKey, placeName } from '../cell-name.ts';
import type { Column } from '../stage/column.ts';
import { shownScale } from '../stage/shown-scale.ts';
import { CellGrid } from './cell-grid.tsx';
import { CellNumber, useStripScene } from './cell-number.tsx';
import { ExpressionView } from './expression-view.tsx';
import { ProductPictures } from './product-pictures.tsx';
import type { Group, Reading } from './reading.ts';

interface SumProps {
  readonly reading: Reading;
  readonly cell: Cell;
  /** The cell's name, for the line of the total. */
  readonly name: string;
}

/** The numbers that made one number. */
export function Sum({ reading, cell, name }: SumProps) {
  if (reading.kind === 'weighted') return <Weighted {...{ reading, cell, name }} />;
  if (reading.kind === 'largest') return <Largest {...{ reading, cell, name }} />;
  if (reading.expression.op === 'cell') {
    return (
      <p className="sum-plain">
        The same number, handed on: <CellNumber cell={reading.expression.cell} />
      </p>
    );
  }
  return (
    <p className="sum-plain">
      <ExpressionView expression={reading.expression} /> = <CellNumber cell={cell} />
    </p>
  );
}

const MOST_GROUPS = 4;
/** More cells than this are no window to look at, but a list. */
const LARGEST_WINDOW = 36;

interface WeightedProps extends SumProps {
  readonly reading: Reading & { readonly kind: 'weighted' };
}

function Weighted({ reading, cell, name }: WeightedProps) {
  const { trace, format } = useStripScene();
  const [chosen, setChosen] = useState(0);
  const { groups, bias } = reading;
  const several = groups.length > 1;
  const window = groups[Math.min(chosen, groups.length - 1)];
  const rows = several ? groups : groups.flatMap(termGroups).sort(byMagnitude);
  const rest = rows.slice(MOST_GROUPS);
  return (
    <div className="sum">
      {window && <Window group={window} />}
      {window && isPicture(window) && <ProductPictures group={window} name={name} />}
      <table className="sum-terms">
        <caption className="visually-hidden">The sum that made {name}</caption>
        <tbody>
          {rows.slice(0, MOST_GROUPS).map((group, index) => (
            <tr key={groupKey(group)} data-chosen={(several && index === chosen) || undefined}>
              <th scope="row">
                {several && isWindow(group) ? (
                  <button type="button" onClick={() => setChosen(index)}>
                    {groupName(trace, group)}
                  </button>
                ) : (
                  groupName(trace, group)
                )}
              </th>
              <td className="sum-how">{group.terms.length === 1 && <Factors group={group} />}</td>
              <td>{format(group.total)}</td>
            </tr>
          ))}
          {rest.length > 0 && (
            <tr className="sum-soft">
              <th scope="row">
                {rest.length} {rest.length === 1 ? 'other' : 'others'}
              </th>
              <td />
              <td>{format(rest.reduce((sum, { total }) => sum + total, 0))}</td>
            </tr>
          )}
          {bias && (
            <tr className="sum-soft">
              <th scope="row">bias</th>
              <td />
              <td>
                <CellNumber cell={bias} />
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">sum</th>
            <td />
            <td>
              <output data-result>
                <CellNumber cell={cell} />
              </output>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const byMagnitude = (a: Group, b: Group): number => Math.abs(b.total) - Math.abs(a.total);

const termGroups = (group: Group): Group[] =>
  isWindow(group)
    ? [group]
    : group.terms.map((term) => ({
        ...group,
        terms: [term],
        total: term.value,
        across: undefined,
      }));

const isWindow = ({ terms, across }: Group): boolean =>
  across !== undefined && terms.length > 1 && terms.length <= LARGEST_WINDOW;

/** A whole picture and its weights: looked at, not read cell by cell. */
const isPicture = ({ terms, across }: Group): boolean =>
  across !== undefined && across > 1 && terms.length > LARGEST_WINDOW;

const groupKey = ({ column, unit, terms }: Group): string =>
  `${column.id} ${unit} ${terms.length === 1 ? terms[0].data.index : ''}`;

function groupName(trace: Trace, { column, unit, terms }: Group): string {
  if (terms.length > 1) return column.maps > 1 ? `map ${unit}` : column.title;
  const { id, index } = terms[0].data;
  return placeName(activationOf(trace, id).shape, index, trace.graph, id);
}

function Factors({ group: { terms } }: { readonly group: Group }) {
  return (
    <>
      <CellNumber cell={terms[0].weight} /> × <CellNumber cell={terms[0].data} />
    </>
  );
}

/** The window and its weights, cell by cell. */
function Window({ group }: { readonly group: Group }) {
  const { trace } = useStripScene();
  if (!isWindow(group) || group.across === undefined) return null;
  const { column, unit, terms, across } = group;
  const [{ data }] = terms;
  const pass = data.of === 'gradient' ? 'gradient' : 'activation';
  const back = pass === 'gradient';
  const title = valueTitle(column, data.id);
  const of = column.maps > 1 ? `${title}, map ${unit}` : title;
  return (
    <div className="sum-window">
      <CellGrid
        cells={terms.map((term) => term.data)}
        across={across}
        scale={shownScale(trace, { value: data.id, pass })}
        label={back ? `gradient of ${of}` : of}
      />
      <span className="sum-times">×</span>
      <CellGrid
        cells={terms.map(({ weight }) => weight)}
        across={across}
        label={back && across > 1 ? 'its weights, turned' : 'its weights'}
      />
    </div>
  );
}

const valueTitle = (column: Column, id: string): string =>
  column.values.find((value) => value.id === id)?.title ?? column.title;

function Largest({ reading, cell }: SumProps & { reading: Reading & { kind: 'largest' } }) {
  const { trace } = useStripScene();
  const values = reading.cells.map((each) => readCell(trace, each));
  const winner = values.indexOf(Math.max(...values));
  const across = Math.round(Math.sqrt(values.length));
  return (
    <div className="sum">
      <Matrix
        label="the window"
        values={values}
        columns={across}
        size="medium"
        scale={scaleOf(values)}
        nameCell={(index) => cellKey(reading.cells[index])}
        mark={(index) =>
          index === winner ? { outline: 'ink', strong: true, note: 'the largest' } : undefined
        }
      />
      <p className="sum-plain">
        the largest of {values.length} = <CellNumber cell={cell} />
      </p>
    </div>
  );
}
