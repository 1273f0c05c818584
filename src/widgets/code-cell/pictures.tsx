import type { Outcome } from '../../cells/cell-store.ts';
import type { Returned } from '../../cells/protocol.ts';
import { shapeOf } from '../../cells/verdict.ts';
import { type CellMark, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { type Scale, sequential } from '../../draw/scale.ts';
import type { PoolExercise } from './exercises/pool-exercise.ts';

/** Rows or columns of a returned gradient that are still drawn. */
const largestDrawn = 4;

/** The input stays on plain paper: in this figure colour means gradient. */
const plain: Scale = sequential(Number.MAX_VALUE);

interface PicturesProps {
  readonly exercise: PoolExercise;
  readonly outcome: Outcome | undefined;
  readonly scale: Scale;
}

/** What goes in, what the code made of it, and what is true. */
export function Pictures({ exercise, outcome, scale }: PicturesProps) {
  const { x, upstream, size, stride } = exercise.shown;
  return (
    <div className="code-cell-pictures">
      <div className="code-cell-picture">
        <Matrix
          label="Input x"
          size="small"
          values={x.flat()}
          columns={x[0].length}
          scale={plain}
          format={formatNumber}
          caption={`x: windows of ${size}\u00a0×\u00a0${size}, stride\u00a0${stride}`}
        />
      </div>
      <div className="code-cell-picture">
        <Matrix
          label="Upstream gradient"
          size="small"
          values={upstream.flat()}
          columns={upstream[0].length}
          scale={scale}
          caption="upstream"
        />
      </div>
      <div className="code-cell-picture" data-picture="returned">
        <ReturnedGradient exercise={exercise} outcome={outcome} scale={scale} />
      </div>
      <div className="code-cell-picture" data-picture="measured">
        <MeasuredSlopes exercise={exercise} outcome={outcome} scale={scale} />
      </div>
      {exercise.note && (
        <div className="code-cell-picture" data-picture="note">
          <Matrix
            label="The gradient as the note has it"
            size="small"
            values={exercise.note}
            columns={x[0].length}
            scale={scale}
            caption="what the note says"
          />
        </div>
      )}
    </div>
  );
}

const agreement: Readonly<Record<string, CellMark>> = {
  right: { outline: 'accent', note: 'agrees' },
  wrong: { outline: 'ink', note: 'disagrees with the measured slope' },
  'no slope': { hatch: true },
};

function ReturnedGradient({ exercise, outcome, scale }: PicturesProps) {
  const { x } = exercise.shown;
  if (!outcome) {
    return <Blank columns={x[0].length} count={x.flat().length} caption="your code’s gradient" />;
  }
  const returned = outcome.returned[0];
  const table = maybeTable(returned);
  if (!table) {
    return (
      <p className="code-cell-nothing">
        {returned ? `your code’s answer: ${shapeOf(returned)}` : 'no gradient came back'}
      </p>
    );
  }
  const fits = table.columns === x[0].length && table.values.length === x.flat().length;
  const entries = outcome.report.cases[0]?.entries ?? [];
  return (
    <Matrix
      label="The gradient that your code makes"
      size="small"
      values={table.values}
      columns={table.columns}
      scale={scale}
      mark={(cell) =>
        fits && !table.absent[cell]
          ? agreement[entries[cell] ?? 'wrong']
          : { empty: table.absent[cell] }
      }
      caption={
        fits
          ? 'your code’s gradient'
          : `your code’s gradient: ${shapeOf(returned)}, the wrong shape`
      }
    />
  );
}

function MeasuredSlopes({ exercise, outcome, scale }: PicturesProps) {
  const truth = outcome?.cases[0]?.truth;
  const { x } = exercise.shown;
  if (!truth) {
    return <Blank columns={x[0].length} count={x.flat().length} caption="measured slopes" />;
  }
  return (
    <Matrix
      label="Slopes measured by nudging each number of x"
      size="small"
      values={truth.slopes.map((slope) => slope ?? 0)}
      columns={truth.columns}
      scale={scale}
      mark={(cell) => (truth.slopes[cell] === undefined ? { hatch: true, empty: true } : {})}
      caption="measured slopes"
    />
  );
}

/** Keeps the room of a grid that is not there yet. */
function Blank(props: { columns: number; count: number; caption: string }) {
  return (
    <Matrix
      label={`${props.caption}: nothing yet, the code has not run`}
      size="small"
      values={new Array(props.count).fill(0)}
      columns={props.columns}
      scale={plain}
      mark={() => ({ empty: true })}
      caption={props.caption}
    />
  );
}

interface Table {
  readonly columns: number;
  /** What is no number is NaN. */
  readonly values: readonly number[];
  /** Where a shorter row has nothing. */
  readonly absent: readonly boolean[];
}

/** What came back as a grid, where that can be drawn in the room there is. */
export function maybeTable(returned: Returned | undefined): Table | undefined {
  if (returned?.kind !== 'rows') return undefined;
  const { rows } = returned;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (columns === 0 || columns > largestDrawn || rows.length > largestDrawn) return undefined;
  const cells = rows.flatMap((row) => Array.from({ length: columns }, (_, i) => row[i]));
  return {
    columns,
    values: cells.map((cell) => (typeof cell === 'number' ? cell : Number.NaN)),
    absent: cells.map((cell) => cell === undefined),
  };
}
