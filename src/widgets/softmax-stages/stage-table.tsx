import type { NumberEvent } from '../../core/number/arithmetic.ts';
import type { ChainCell } from '../../core/number/softmax-chain.ts';
import { formatNumber } from '../../draw/number.ts';
import type { TermMark } from '../term.ts';
import { stageText } from './number-text.ts';
import { type Column, cellsOf, columnsOf, type Form, type StageRun } from './stage-run.ts';
import { type CellPlace, isAtWork, isReached, type Moment } from './timeline.ts';
import { verdictOf } from './verdict.ts';

interface StageTableProps {
  readonly run: StageRun;
  readonly form: Form;
  readonly moment: Moment;
  /** The cell whose bits are shown, where it is one of this table's. */
  readonly focus: CellPlace | undefined;
  readonly onChoose: (place: CellPlace) => void;
  readonly marks: Readonly<Record<'powers' | 'sum' | 'probabilities', TermMark>>;
}

const titles: Readonly<Record<Form, string>> = {
  naive: 'as it is written',
  shifted: 'less the maximum first',
};

/** What stands above each column. */
export const stageHeads: Readonly<Record<Form, Readonly<Record<Column, string>>>> = {
  naive: { shifted: '', powers: 'eᶻ', partialSums: 'running sum', probabilities: '÷ sum' },
  shifted: {
    shifted: 'z − max',
    powers: 'eᶻ⁻ᵐᵃˣ',
    partialSums: 'running sum',
    probabilities: '÷ sum',
  },
};

/** By what a result is called in the page: tests and screen readers find it there. */
const results: Readonly<Record<Column, string>> = {
  shifted: 'shift',
  powers: 'exp',
  partialSums: 'sum',
  probabilities: 'p',
};

/** One of the two computations, a column for each stage and a row for each class. */
export function StageTable(props: StageTableProps) {
  const { run, form, moment } = props;
  const { outcome, sentence } = verdictOf(run, form);
  const isOver = moment.step === 'divide';
  return (
    <div className="stage-table" data-form={form}>
      <table>
        <caption>
          <b>{form}</b>, {titles[form]}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">class</span>
            </th>
            {columnsOf[form].map((column) => (
              <th key={column} scope="col" data-now={isAtWork(moment, column) || undefined}>
                <Head form={form} column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {run.logits.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {columnsOf[form].map((column) => (
                <Cell key={column} {...props} column={column} index={index} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p
        className="stage-table-verdict"
        data-outcome={isOver ? outcome : undefined}
        data-result={`${form}-verdict`}
      >
        {isOver ? sentence : ''}
      </p>
    </div>
  );
}

/** The power with its exponent raised, large enough to read; else the words. */
function Head({ form, column }: { form: Form; column: Column }) {
  if (column !== 'powers') return stageHeads[form][column];
  return (
    <>
      <span className="visually-hidden">{stageHeads[form][column]}</span>
      <span aria-hidden="true">
        <i>e</i>
        <sup>
          <i>z</i>
          {form === 'shifted' && ' − max'}
        </sup>
      </span>
    </>
  );
}

interface CellProps extends StageTableProps, CellPlace {}

function Cell({ run, form, moment, focus, onChoose, marks, column, index }: CellProps) {
  const cell = cellsOf(run, form, column)[index];
  const isLast = index === run.logits.length - 1;
  const mark = markOf(column, isLast, marks);
  if (!isReached(moment, column, index)) {
    return (
      <td {...mark?.props}>
        <span className="stage-table-later">·</span>
      </td>
    );
  }
  const note = noteOf(cell, column);
  const isChosen = focus?.column === column && focus.index === index;
  return (
    <td
      {...mark?.props}
      data-event={note?.kind}
      data-sum={(column === 'partialSums' && isLast) || undefined}
    >
      <button type="button" aria-pressed={isChosen} onClick={() => onChoose({ column, index })}>
        <span className="visually-hidden">
          {`${form}, ${stageHeads[form][column]} of class ${index + 1}: `}
        </span>
        <span data-result={resultName(form, column, isLast)}>{stageText(column, cell.value)}</span>
        {note?.text && <span className="stage-table-note">{note.text}</span>}
      </button>
    </td>
  );
}

/** The running sums have no name of their own but the last, which is the sum. */
const resultName = (form: Form, column: Column, isLast: boolean): string | undefined =>
  column === 'partialSums' && !isLast ? undefined : `${form}-${results[column]}`;

function markOf(
  column: Column,
  isLast: boolean,
  { powers, sum, probabilities }: StageTableProps['marks'],
): TermMark | undefined {
  if (column === 'powers') return powers;
  if (column === 'probabilities') return probabilities;
  return column === 'partialSums' && isLast ? sum : undefined;
}

type Note = { readonly kind: 'broken' | 'worn' | 'gone'; readonly text?: string };

/** The gravest thing that happened to a number, in a word, or as the operation that broke it. */
function noteOf({ operands, value, events }: ChainCell, column: Column): Note | undefined {
  const quotient = operands.map((operand) => formatNumber(operand)).join(' / ');
  if (events.includes('overflow')) return { kind: 'broken', text: 'overflow' };
  if (column === 'probabilities' && (Number.isNaN(value) || operands[1] === Infinity)) {
    return { kind: 'broken', text: operands[0] > 0 && value === 0 ? 'over ∞' : quotient };
  }
  if (Number.isNaN(value) || !Number.isFinite(value)) return { kind: 'broken' };
  const notes: Partial<Record<NumberEvent, Note>> = {
    vanished: { kind: 'gone', text: 'underflow' },
    subnormal: { kind: 'worn', text: 'subnormal' },
  };
  const event = events.find((one) => notes[one]);
  return event && notes[event];
}
