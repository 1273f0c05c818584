import './matrix.css';
import './style.ts';
import type { ReactNode } from 'react';
import type { Readable } from './feature-map.ts';
import { MatrixInput } from './matrix-input.tsx';
import { formatNumber, formatSigned } from './number.ts';
import { cellStyle, type Scale } from './scale.ts';

/** What is said about one cell besides its number. */
export interface CellMark {
  /** A line around it: teal for forward, orange for backward, ink for the one in focus. */
  readonly outline?: 'accent' | 'positive' | 'negative' | 'ink' | 'dashed';
  /** Stripes: there is no slope here (a tie, a kink). */
  readonly hatch?: boolean;
  /** Not reached yet: colour and number are held back. */
  readonly pale?: boolean;
  /** Beside the array, not of it, such as padding: shown faintly, never typed into. */
  readonly ghost?: boolean;
  /** Keeps its place, shows neither colour nor number. */
  readonly empty?: boolean;
  /** Bold figures. */
  readonly strong?: boolean;
  /** Said after the number, for those who hear the page: `winner of window 2`. */
  readonly note?: string;
}

/** A rectangle around cells, such as a pooling window: zero-based, in cells. */
export interface Frame {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly tone?: 'accent' | 'positive' | 'ink';
}

export interface MatrixProps {
  /** What the numbers are: the table's name for those who hear the page. */
  readonly label: string;
  /** Row by row. */
  readonly values: Readable;
  readonly columns: number;
  readonly scale: Scale;
  /** How a number is written; by the scale's kind, with a sign or without, unless given. */
  readonly format?: (value: number) => string;
  /** Wider gaps after every so many cells, both ways: windows that do not overlap. */
  readonly block?: number;
  /** `dot` keeps the colours and leaves the figures to those who hear the page. */
  readonly size?: 'dot' | 'tiny' | 'small' | 'medium' | 'large';
  /** Names each cell in the page, as `data-cell`: for tests, and for what is pointed at. */
  readonly nameCell?: (index: number) => string | undefined;
  readonly mark?: (index: number) => CellMark | undefined;
  readonly frames?: readonly Frame[];
  /** Prints every number as this result of the figure (`data-result`). */
  readonly result?: string;
  /** What an input is called, where it is not by its own row and column in the grid. */
  readonly nameInput?: (index: number) => string;
  /** Makes every cell an input. Arrow keys move from cell to cell. */
  readonly onEdit?: (index: number, value: number) => void;
  /** The pointer or the focus is on a cell, or on none. */
  readonly onPoint?: (index: number | undefined) => void;
  /** A cell was pressed. Keys need a way of their own, such as a slider. */
  readonly onPick?: (index: number) => void;
  /** Written under the grid. */
  readonly caption?: ReactNode;
}

/** Numbers as a grid of coloured cells with their figures: a table, for those who hear the page. */
export function Matrix(props: MatrixProps) {
  const { label, values, columns, size = 'medium', block, frames = [], onPoint, caption } = props;
  const rows = Math.ceil(values.length / columns);
  return (
    <figure className="matrix" data-size={size}>
      <div className="matrix-field">
        <table className="matrix-grid" onPointerLeave={() => onPoint?.(undefined)}>
          <caption className="visually-hidden">{label}</caption>
          <tbody>
            {countTo(rows).map((row) => (
              <tr key={row} data-break={isBreak(row, block)}>
                {countTo(columns).map((column) => (
                  <MatrixCell key={column} {...props} row={row} column={column} rows={rows} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {frames.map((frame) => (
          <FrameLine
            key={`${frame.row} ${frame.column} ${frame.tone}`}
            frame={frame}
            block={block}
          />
        ))}
      </div>
      {caption && <figcaption className="matrix-caption">{caption}</figcaption>}
    </figure>
  );
}

interface CellProps extends MatrixProps {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
}

function MatrixCell(props: CellProps) {
  const { row, column, columns, rows, values, scale, block, mark, onEdit, onPoint, onPick } = props;
  const index = row * columns + column;
  if (index >= values.length) return <td className="matrix-cell" data-empty="true" />;
  const value = values[index];
  const says = mark?.(index) ?? {};
  const held = says.pale || says.empty || says.ghost;
  const editable = onEdit !== undefined && !says.ghost;
  const name = props.nameInput?.(index) ?? `${props.label}, row ${row + 1}, column ${column + 1}`;
  const format = props.format ?? (scale.kind === 'diverging' ? formatSigned : formatNumber);
  return (
    <td
      className="matrix-cell"
      data-index={index}
      data-cell={props.nameCell?.(index)}
      data-break={isBreak(column, block)}
      data-outline={says.outline}
      data-hatch={says.hatch || undefined}
      data-pale={says.pale || undefined}
      data-ghost={says.ghost || undefined}
      data-empty={says.empty || undefined}
      data-strong={says.strong || undefined}
      data-zero={value === 0 || undefined}
      style={held ? undefined : cellStyle(scale, value)}
      onPointerEnter={() => onPoint?.(index)}
      onPointerDown={onPick && (() => onPick(index))}
    >
      {editable ? (
        <MatrixInput
          name={`${name}${says.note ? `, ${says.note}` : ''}`}
          value={value}
          text={format(value)}
          at={{ row, column, rows, columns }}
          onCommit={(next) => onEdit?.(index, next)}
          onFocus={() => onPoint?.(index)}
          onBlur={() => onPoint?.(undefined)}
        />
      ) : (
        !says.empty && (
          <span className="matrix-figure" data-result={props.result}>
            {format(value)}
          </span>
        )
      )}
      {says.note && !editable && <span className="visually-hidden">, {says.note}</span>}
      {says.hatch && !editable && <span className="visually-hidden">, no slope here</span>}
    </td>
  );
}

/** Positioned by the stylesheet from counts of cells and of breaks. */
function FrameLine({ frame, block }: { frame: Frame; block: number | undefined }) {
  const breaks = (from: number, count: number) =>
    block ? Math.ceil((from + count) / block) - Math.ceil((from + 1) / block) : 0;
  const before = (from: number) => (block ? Math.floor(from / block) : 0);
  return (
    <span
      className="matrix-frame"
      data-tone={frame.tone ?? 'ink'}
      style={{
        '--row': frame.row,
        '--column': frame.column,
        '--rows': frame.rows,
        '--columns': frame.columns,
        '--breaks-above': before(frame.row),
        '--breaks-left': before(frame.column),
        '--breaks-down': breaks(frame.row, frame.rows),
        '--breaks-across': breaks(frame.column, frame.columns),
      }}
    />
  );
}

const countTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const isBreak = (at: number, block: number | undefined) =>
  (block !== undefined && at > 0 && at % block === 0) || undefined;
