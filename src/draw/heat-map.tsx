import { arrowMoves } from './arrow-keys.ts';
import './heat-map.css';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { formatSigned } from './number.ts';
import { cellStyle, type Scale } from './scale.ts';

/** A head of a row or column, or what stands at its end. */
export interface HeatMapHead {
  readonly content: ReactNode;
  /** Spread on the head: a term's mark, a `data-result`. */
  readonly props?: object;
}

export interface HeatMapProps {
  /** What the numbers are: the table's name for those who hear the page. */
  readonly label: string;
  readonly rows: readonly (readonly number[])[];
  readonly scale: Scale;
  /** What rows and columns stand for; written in the corner. */
  readonly corner?: ReactNode;
  readonly rowHeads: readonly HeatMapHead[];
  readonly columnHeads: readonly HeatMapHead[];
  /** Sums and the like, after each row and under each column. */
  readonly rowEnds?: readonly HeatMapHead[];
  readonly columnEnds?: readonly HeatMapHead[];
  readonly endLabel?: string;
  readonly chosen: readonly [row: number, column: number];
  readonly onChoose: (row: number, column: number) => void;
  /** A cell in words, without its number: `probability 1 by logit 2`. */
  readonly describe: (row: number, column: number) => string;
  readonly format?: (value: number) => string;
  /** Spread on a cell: a term's mark. */
  readonly cellProps?: (row: number, column: number) => object;
  /** The chosen cell in a line; in sight where the cells are too narrow for numbers. */
  readonly reading?: ReactNode;
  /** Every cell's `data-result`. */
  readonly result?: string;
}

/**
 * A matrix as coloured buttons with heads and ends. Arrow keys go from cell to cell; a cell that is
 * clicked or reached is the chosen one.
 */
export function HeatMap(props: HeatMapProps) {
  const { label, rows, scale, chosen, onChoose, endLabel, rowEnds, columnEnds } = props;
  const table = useRef<HTMLTableElement>(null);
  const columns = rows[0]?.length ?? 0;
  const press = (event: KeyboardEvent) => {
    const move = arrowMoves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const row = Math.min(rows.length - 1, Math.max(0, chosen[0] + move[0]));
    const column = Math.min(columns - 1, Math.max(0, chosen[1] + move[1]));
    onChoose(row, column);
    table.current?.querySelector<HTMLElement>(`[data-at="${row}.${column}"]`)?.focus();
  };
  const format = props.format ?? formatSigned;
  const reading = props.reading !== undefined && (
    <p className="heat-map-reading" data-columns={columns} aria-hidden="true">
      {props.reading}
    </p>
  );
  return (
    <>
      {reading}
      <table ref={table} className="heat-map" data-columns={columns} onKeyDown={press}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <td className="heat-map-corner">{props.corner}</td>
            {countTo(columns).map((column) => (
              <th
                key={column}
                scope="col"
                data-chosen={column === chosen[1] || undefined}
                {...props.columnHeads[column]?.props}
              >
                {props.columnHeads[column]?.content}
              </th>
            ))}
            {rowEnds && <td className="heat-map-end">{endLabel}</td>}
          </tr>
        </thead>
        <tbody>
          {countTo(rows.length).map((i) => (
            <tr key={i}>
              <th
                scope="row"
                data-chosen={i === chosen[0] || undefined}
                {...props.rowHeads[i]?.props}
              >
                {props.rowHeads[i]?.content}
              </th>
              {countTo(columns).map((j) => {
                const value = rows[i][j];
                const picked = i === chosen[0] && j === chosen[1];
                return (
                  <td key={j}>
                    <button
                      type="button"
                      className="heat-map-cell"
                      data-at={`${i}.${j}`}
                      data-result={props.result}
                      aria-label={`${props.describe(i, j)}: ${format(value)}`}
                      aria-pressed={picked}
                      tabIndex={picked ? 0 : -1}
                      style={cellStyle(scale, value)}
                      {...props.cellProps?.(i, j)}
                      onClick={() => onChoose(i, j)}
                    >
                      <span>{format(value)}</span>
                    </button>
                  </td>
                );
              })}
              {rowEnds && (
                <td className="heat-map-end" {...rowEnds[i]?.props}>
                  {rowEnds[i]?.content}
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {columnEnds && (
          <tfoot>
            <tr>
              <td className="heat-map-end">{endLabel}</td>
              {countTo(columns).map((column) => (
                <td key={column} className="heat-map-end" {...columnEnds[column]?.props}>
                  {columnEnds[column]?.content}
                </td>
              ))}
              {rowEnds && <td />}
            </tr>
          </tfoot>
        )}
      </table>
    </>
  );
}

const countTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
