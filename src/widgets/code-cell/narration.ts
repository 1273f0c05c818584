import type { Outcome } from '../../cells/cell-store.ts';
import type { Entry } from '../../cells/protocol.ts';
import type { Disagreement } from '../../cells/verdict.ts';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import type { PoolExercise } from './exercises/pool-exercise.ts';

/** Whether the exercise is done: mended, or acquitted by the reader's own word. */
export function isDone({ innocent }: PoolExercise, { end, report, claimed }: Outcome): boolean {
  return end.kind === 'done' && report.agrees && (claimed || !innocent);
}

/** What the last run came to, in words that need no picture. */
export function narrate(exercise: PoolExercise, outcome: Outcome): string {
  const { end, report, claimed } = outcome;
  if (end.kind !== 'done') return narrateEnd(exercise, outcome);
  if (report.first) {
    const denied = claimed ? 'Not right yet. ' : '';
    return `${denied}${narrateDisagreement(report.first, outcome)}`;
  }
  if (!exercise.innocent) return `Mended. ${exercise.why}`;
  if (claimed) return `So it is: the code is right. ${exercise.why}`;
  return 'Every number agrees with the measured slopes. If there is nothing to mend, say so: “This code is right”.';
}

function narrateEnd({ functionName }: PoolExercise, outcome: Outcome): string {
  const { end, cases, report } = outcome;
  switch (end.kind) {
    case 'threw': {
      const line = end.line === undefined ? '' : `Line ${end.line}: `;
      const message = end.message.replace(/\.$/, '');
      if (end.case === undefined || end.case === 0) return `${line}${message}.`;
      const inPicture =
        report.first?.case === 0 ? `${narrateDisagreement(report.first, outcome)} ` : '';
      return `${inPicture}Random case ${end.case} (${cases[end.case].name}) stops. ${line}${message}.`;
    }
    case 'missing':
      return `The check calls a function named ${functionName}, and the code has none.`;
    case 'late':
      return 'Stopped after 2 seconds: the code did not come to an end. Is there a loop that never stops?';
    case 'stopped':
      return 'Stopped, as you asked. Nothing was judged.';
    case 'noise':
      return 'Stopped: the code sent something that is no part of a run.';
    case 'too-long':
      return 'This is more code than the cell takes: 20,000\u00a0characters at most.';
    default:
      return 'The place where the code runs did not start. Run it once more.';
  }
}

function narrateDisagreement(first: Disagreement, { cases }: Outcome): string {
  const where =
    first.case === 0
      ? ''
      : `The picture agrees, but random case ${first.case} does not (${cases[first.case].name}). `;
  if (!first.at) {
    return `${where}What comes back is ${first.got}; it must be ${first.expected}, like the input.`;
  }
  const { row, column } = first.at;
  return `${where}First difference: row ${row + 1}, column ${column + 1}. Got ${entryText(first.got)}, expected ${typeof first.expected === 'number' ? formatSigned(first.expected) : first.expected}.`;
}

function entryText(entry: Entry | string): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'number') return entry.instead;
  return Number.isFinite(entry) ? formatSigned(entry) : formatNumber(entry);
}

/** `16 of 16 agree`, and what stands at ties. */
export function countAgreements({ report, cases }: Outcome): string {
  const [shown] = report.cases;
  if (!shown) return '';
  const ties = cases[0].truth.slopes.filter((slope) => slope === undefined).length;
  const rest = ties === 0 ? '' : `; ${ties} at a tie: no slope here`;
  return `${shown.right} of ${shown.judged} agree${rest}`;
}

/** `24 of 24 random cases agree`. */
export function countCases({ report }: Outcome): string {
  const others = report.cases.slice(1);
  const right = others.filter(({ first }) => !first).length;
  return others.length === 0 ? '' : `${right} of ${others.length} random cases agree`;
}
