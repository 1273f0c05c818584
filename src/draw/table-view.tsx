import './table-view.css';
import { useId, useState } from 'react';
import { indexIn, type MapView } from './feature-map.ts';
import { formatNumber } from './number.ts';

export interface TableSheet {
  /** `map 3`, `rows`, … */
  readonly name: string;
  readonly view: MapView;
  /** What stands above each column; its number, from 0, if not given. */
  readonly heads?: readonly string[];
  /** What stands before each row; its number, from 0, if not given. */
  readonly rowHeads?: readonly string[];
}

export interface TableViewProps {
  /** What the numbers are. */
  readonly label: string;
  /** One table for each; with several, the reader chooses. */
  readonly sheets: readonly TableSheet[];
  readonly signed?: boolean;
  /** Significant digits. */
  readonly digits?: number;
}

/** Every figure can be read as a table: closed at first, made when it is opened. */
export function TableView({ label, sheets, signed = false, digits = 3 }: TableViewProps) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const sheet = sheets[Math.min(chosen, sheets.length - 1)];
  return (
    <details className="table-view" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Read it as a table</summary>
      {open && sheet && (
        <>
          {sheets.length > 1 && (
            <p>
              <label htmlFor={id}>{label}, </label>
              <select
                id={id}
                value={sheets.indexOf(sheet)}
                onChange={(event) => setChosen(Number(event.currentTarget.value))}
              >
                {sheets.map(({ name }, index) => (
                  <option key={name} value={index}>
                    {name}
                  </option>
                ))}
              </select>
            </p>
          )}
          <Sheet label={`${label}, ${sheet.name}`} {...{ sheet, signed, digits }} />
        </>
      )}
    </details>
  );
}

interface SheetProps {
  readonly label: string;
  readonly sheet: TableSheet;
  readonly signed: boolean;
  readonly digits: number;
}

function Sheet({ label, sheet: { view, heads, rowHeads }, signed, digits }: SheetProps) {
  const rows = Array.from({ length: view.rows }, (_, row) => row);
  const columns = Array.from({ length: view.columns }, (_, column) => column);
  return (
    // No landmark: a page may show the same table of two figures.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
    <div className="table-view-scroll" role="group" aria-label={label} tabIndex={0}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">row</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {heads?.[column] ?? column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{rowHeads?.[row] ?? row}</th>
              {columns.map((column) => (
                <td key={column}>
                  {formatNumber(view.data[indexIn(view, row, column)], { signed, digits })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
