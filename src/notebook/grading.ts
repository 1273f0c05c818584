import { evaluateArithmetic } from './arithmetic.ts';
import type { PageStore } from './page-store.ts';
import {
  type CellQuestion,
  type ChoiceQuestion,
  type NumberQuestion,
  type Numbers,
  type PointQuestion,
  questionState,
} from './question.ts';
import { readSlot } from './slot.ts';

type Asked = Pick<PageStore, 'ask'>;

/** A claim holds when it is half a percent from the truth: lessons write three digits. */
const same = (claim: number, truth: number) =>
  Object.is(claim, truth) ||
  (Number.isFinite(truth) && Math.abs(claim - truth) <= Math.max(1e-9, 5e-3 * Math.abs(truth)));

/** What a run says of some choices: the numbers asked for, and which choices they make right. */
export interface Verdict {
  readonly truth: readonly number[];
  readonly right: readonly boolean[];
}

/** What is written after a verdict if the lesson's own numbers had to decide. */
export interface Graded extends Verdict {
  readonly byWrittenNumbers: boolean;
}

/**
 * A verdict under the reader's numbers; under the lesson's own where those of the reader tell no
 * choice from another (an upstream gradient of 0 makes every routing right). Undefined while the
 * experiment does not answer.
 */
function graded(
  page: Numbers,
  written: Numbers,
  run: (numbers: Numbers) => Verdict | undefined,
  tells: (verdict: Verdict) => boolean,
): Graded | undefined {
  const own = run(page);
  if (!own) return undefined;
  if (tells(own)) return { ...own, byWrittenNumbers: false };
  const other = run(written);
  if (other && tells(other)) return { ...other, byWrittenNumbers: true };
  return { ...own, byWrittenNumbers: false };
}

const count = (right: readonly boolean[]) => right.filter(Boolean).length;

/** Which options claim exactly what is true. */
export function gradeChoice(
  question: ChoiceQuestion,
  asked: Asked,
  page: Numbers,
  written: Numbers,
): Graded | undefined {
  return graded(
    page,
    written,
    (numbers) => {
      const { quantities, settings } = questionState(question, numbers);
      const truth = answersOf(asked, question.experiment, question.cells, { quantities, settings });
      const right = question.answers.map((row) =>
        row.every((claim, i) => same(evaluateArithmetic(claim, quantities), truth?.[i] ?? NaN)),
      );
      return truth && { truth, right };
    },
    ({ right }) => count(right) === 1,
  );
}

/** Which cells of the grid, row by row, are the right ones. */
export function gradeCells(
  question: CellQuestion,
  asked: Asked,
  page: Numbers,
  written: Numbers,
): Graded | undefined {
  return graded(
    page,
    written,
    (numbers) => {
      const truth = answersOf(
        asked,
        question.experiment,
        gridCells(question.head, question.rows, question.columns),
        questionState(question, numbers),
      );
      return truth && { truth, right: picked(truth, question.pick) };
    },
    ({ right }) => count(right) > 0 && count(right) < right.length,
  );
}

function picked(truth: readonly number[], pick: CellQuestion['pick']): readonly boolean[] {
  const sizes = truth.map(Math.abs);
  // What is smaller than this beside the largest one is rounding.
  const largest = Math.max(...sizes);
  const noise = 1e-9 * largest;
  if (pick === 'max') return sizes.map((size) => largest > 0 && size >= largest - noise);
  return sizes.map((size) => size > noise === (pick === 'nonzero'));
}

/** `dx.0.0`, `dx.0.1`, … row by row. */
export function gridCells(head: string, rows: number, columns: number): readonly string[] {
  return Array.from(
    { length: rows * columns },
    (_, i) => `${head}.${Math.floor(i / columns)}.${i % columns}`,
  );
}

/** The number that the reader is to type. */
export function trueNumber(
  question: NumberQuestion,
  asked: Asked,
  page: Numbers,
): number | undefined {
  const state = questionState(question, page);
  return answersOf(asked, question.experiment, [question.cell], state)?.[0];
}

/** The curve's height at x. */
export function trueHeight(
  question: PointQuestion,
  asked: Asked,
  page: Numbers,
  x: number,
): number | undefined {
  const state = questionState(question, page);
  return answersOf(asked, question.experiment, [`${question.curve}(${x})`], state)?.[0];
}

function answersOf(
  asked: Asked,
  experiment: string,
  cells: readonly string[],
  { quantities, settings }: Numbers,
): readonly number[] | undefined {
  const values = cells.map((cell) =>
    readSlot(`${experiment}:${cell}`, asked, quantities, settings),
  );
  const known = values.filter((value) => value !== undefined);
  return known.length === cells.length ? known : undefined;
}
