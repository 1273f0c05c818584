import './code-cell.css';
import { useId } from 'react';
import { useStore } from 'zustand';
import { type Cell, type CellState, createCell, type Outcome } from '../../cells/cell-store.ts';
import { CodeEditor } from '../../cells/code-editor.tsx';
import { Legend } from '../../draw/legend.tsx';
import { diverging } from '../../draw/scale.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { Page, WidgetProps } from '../definition.ts';
import { useSwitch } from '../setting.ts';
import { Answer } from './answer.tsx';
import type { Attributes } from './attributes.ts';
import { Console } from './console.tsx';
import type { PoolExercise } from './exercises/pool-exercise.ts';
import { exercises } from './exercises.ts';
import { countAgreements, countCases, isDone, narrate } from './narration.ts';
import { maybeTable, Pictures } from './pictures.tsx';

const cells = new WeakMap<Page, Map<string, Cell>>();

/** The page's cell for this exercise: what the reader wrote stays for as long as the page does. */
function cellOf(page: Page, name: Attributes['exercise']): Cell {
  const byName = cells.get(page) ?? new Map<string, Cell>();
  cells.set(page, byName);
  const cell = byName.get(name) ?? createCell(exercises[name]);
  byName.set(name, cell);
  return cell;
}

/** An exercise in a code cell: run, compare with the measured slopes, mend, or acquit. */
export function CodeCellView({ attributes, page }: WidgetProps<Attributes>) {
  const exercise = exercises[attributes.exercise];
  const folds = attributes.folded === 'yes';
  const [open, setOpen] = useSwitch(page, `${attributes.experiment}/open`, !folds);
  const title = useId();
  const bench = useId();
  return (
    <figure className="code-cell" aria-labelledby={title}>
      <div className="code-cell-head">
        <p id={title} className="code-cell-title">
          {exercise.title}
        </p>
        <p className="code-cell-task">{exercise.task}</p>
        {folds && (
          <button
            type="button"
            className="code-cell-fold"
            aria-expanded={open}
            aria-controls={bench}
            aria-describedby={title}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Close the code' : 'Open the code'}
          </button>
        )}
      </div>
      <div id={bench} hidden={!open}>
        {open && <Bench exercise={exercise} cell={cellOf(page, attributes.exercise)} />}
      </div>
    </figure>
  );
}

interface BenchProps {
  readonly exercise: PoolExercise;
  readonly cell: Cell;
}

/** The code, what it does, and what it ought to do. */
function Bench({ exercise, cell }: BenchProps) {
  const state = useStore(cell.store);
  const { code, outcome } = state;
  const scale = diverging(exercise.largest);
  const stale = outcome !== undefined && outcome.code !== code;
  const done = outcome !== undefined && isDone(exercise, outcome);
  const badLine = !stale && outcome?.end.kind === 'threw' ? outcome.end.line : undefined;
  return (
    <>
      <div className="code-cell-sides">
        <div className="code-cell-writing">
          <CodeEditor
            label={`Code of the exercise “${exercise.title}”`}
            code={code}
            badLine={badLine}
            onEdit={cell.edit}
            onRun={() => void cell.run()}
          />
          <Actions cell={cell} />
          <p className="code-cell-narration" data-done={done || undefined} aria-live="polite">
            {sentence(exercise, state)}
          </p>
          <Console title={exercise.title} printed={state.printed} capped={state.capped} />
          <Vocabulary />
        </div>
        <div className="code-cell-proof" data-stale={stale || undefined}>
          <Pictures exercise={exercise} outcome={outcome} scale={scale} />
          <p
            className="code-cell-counts"
            data-verdict={outcome && (outcome.report.agrees ? 'right' : 'wrong')}
          >
            <span>{outcome ? countAgreements(outcome) : ''}</span>
            <span>{outcome ? countCases(outcome) : ''}</span>
            <span>{stale ? 'before your last change' : ''}</span>
          </p>
        </div>
      </div>
      <Answer exercise={exercise} open={state.attempts > 0} />
      <div className="code-cell-foot">
        <Legend scale={scale} label="gradient" />
        <TableView
          label={exercise.title}
          signed
          sheets={[
            returnedSheet(outcome),
            sheet('measured slopes', measuredNumbers(outcome), exercise.shown.x[0].length),
            sheet('x', exercise.shown.x.flat(), exercise.shown.x[0].length),
            sheet('upstream', exercise.shown.upstream.flat(), exercise.shown.upstream[0].length),
          ]}
        />
      </div>
    </>
  );
}

function sentence(exercise: PoolExercise, { running, outcome }: CellState): string {
  if (running) return 'Running …';
  if (!outcome) {
    return 'Nothing has run yet. Press Run: the gradient that your code returns will stand beside the measured slopes.';
  }
  return narrate(exercise, outcome);
}

function Actions({ cell }: { readonly cell: Cell }) {
  const { running, beforeReset, code } = useStore(cell.store);
  const untouched = code === cell.exercise.start;
  return (
    <div className="code-cell-actions">
      <button
        type="button"
        className="code-cell-run"
        aria-disabled={running}
        onClick={() => void cell.run()}
      >
        Run
      </button>
      <button
        type="button"
        aria-disabled={!running}
        onClick={() => {
          if (running) cell.stop();
        }}
      >
        Stop
      </button>
      {beforeReset === undefined ? (
        <button type="button" aria-disabled={untouched} onClick={cell.reset}>
          Reset
        </button>
      ) : (
        <button type="button" onClick={cell.undoReset}>
          Undo reset
        </button>
      )}
      <button
        type="button"
        className="code-cell-claim"
        aria-disabled={running}
        onClick={() => void cell.run(true)}
      >
        This code is right
      </button>
    </div>
  );
}

/** What the worker brings along. */
function Vocabulary() {
  return (
    <details className="code-cell-words">
      <summary>What the code can use</summary>
      <dl>
        <dt>x, upstream</dt>
        <dd>lists of rows; upstream has one number for each window</dd>
        <dt>size, stride</dt>
        <dd>rows of a window; cells from one window to the next</dd>
        <dt>zeros(rows, columns)</dt>
        <dd>a new list of rows, all zero</dd>
        <dt>windowOf(x, row, column, size)</dt>
        <dd>the rows of x that a window sees from there on</dd>
        <dt>argmax(region)</dt>
        <dd>[row, column] of the largest number, the first of equal ones</dd>
        <dt>console.log(…)</dt>
        <dd>prints here, for the numbers in the picture</dd>
      </dl>
    </details>
  );
}

const measuredNumbers = (outcome: Outcome | undefined) =>
  outcome?.cases[0]?.truth.slopes.map((slope) => slope ?? Number.NaN) ?? [];

function returnedSheet(outcome: Outcome | undefined) {
  const { columns, values } = maybeTable(outcome?.returned[0]) ?? { columns: 1, values: [] };
  return sheet('your code’s gradient', values, columns);
}

const sheet = (name: string, data: readonly number[], columns: number) => ({
  name,
  view: {
    data,
    columns,
    rows: Math.ceil(data.length / columns),
    offset: 0,
    rowStride: columns,
    columnStride: 1,
  },
});
