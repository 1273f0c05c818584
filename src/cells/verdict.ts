import type { TestCase, Truth } from './exercise.ts';
import type { Entry, Returned } from './protocol.ts';

/** How far an entry may lie from the measured slope, of 1 or of its size, and still be right. */
const tolerance = 1e-6;

export type EntryVerdict = 'right' | 'wrong' | 'no slope';

/** Where an answer first differs from the truth. */
export interface Disagreement {
  readonly case: number;
  /** Counted from 0; undefined where the whole has the wrong shape. */
  readonly at: { readonly row: number; readonly column: number } | undefined;
  readonly got: Entry | string;
  readonly expected: number | string;
}

export interface CaseVerdict {
  readonly entries: readonly EntryVerdict[];
  readonly right: number;
  /** Entries that have a slope. */
  readonly judged: number;
  readonly first: Omit<Disagreement, 'case'> | undefined;
}

export interface Report {
  /** Every entry of every case agrees. */
  readonly agrees: boolean;
  readonly cases: readonly CaseVerdict[];
  readonly first: Disagreement | undefined;
}

/** Judges all that came back; a case without an answer is wrong throughout. */
export function judge(
  cases: readonly TestCase[],
  returned: readonly (Returned | undefined)[],
): Report {
  const verdicts = cases.map(({ truth }, k) => judgeCase(truth, returned[k]));
  const at = verdicts.findIndex(({ first }) => first);
  const found = verdicts[at]?.first;
  return {
    agrees: cases.length > 0 && found === undefined,
    cases: verdicts,
    first: found && { ...found, case: at },
  };
}

export function judgeCase(truth: Truth, returned: Returned | undefined): CaseVerdict {
  const { rows, columns, slopes } = truth;
  const shape = shapeOf(returned);
  const wanted = times(rows, columns);
  if (shape !== wanted) {
    return {
      entries: slopes.map((slope) => (slope === undefined ? 'no slope' : 'wrong')),
      right: 0,
      judged: slopes.filter((slope) => slope !== undefined).length,
      first: { at: undefined, got: shape, expected: wanted },
    };
  }
  const entries = entriesOf(returned);
  const verdicts = slopes.map((slope, i) => judgeEntry(slope, entries[i]));
  const wrong = verdicts.indexOf('wrong');
  return {
    entries: verdicts,
    right: verdicts.filter((verdict) => verdict === 'right').length,
    judged: verdicts.filter((verdict, i) => verdict === 'wrong' || slopes[i] !== undefined).length,
    first:
      wrong < 0
        ? undefined
        : {
            at: { row: Math.floor(wrong / columns), column: wrong % columns },
            got: entries[wrong],
            expected: slopes[wrong] ?? 'any number: there is no slope here',
          },
  };
}

/** At a tie any number may stand, but it must be one. */
function judgeEntry(slope: number | undefined, entry: Entry): EntryVerdict {
  if (typeof entry !== 'number' || !Number.isFinite(entry)) return 'wrong';
  if (slope === undefined) return 'no slope';
  return Math.abs(entry - slope) <= tolerance * Math.max(1, Math.abs(slope)) ? 'right' : 'wrong';
}

/** `4 × 4`, or what it is instead. */
export function shapeOf(returned: Returned | undefined): string {
  if (!returned) return 'nothing';
  if (returned.kind === 'other') return returned.instead;
  const widths = new Set(returned.rows.map((row) => row.length));
  if (widths.size === 0) return 'an empty list';
  if (widths.size > 1) return `rows of ${[...widths].sort((a, b) => a - b).join(' and ')} entries`;
  return times(returned.rows.length, returned.rows[0].length);
}

/** Kept on one line. */
const times = (rows: number, columns: number) => `${rows}\u00a0×\u00a0${columns}`;

/** Row-major. */
export function entriesOf(returned: Returned | undefined): readonly Entry[] {
  return returned?.kind === 'rows' ? returned.rows.flat() : [];
}
