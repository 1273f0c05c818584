import { formatNumber, formatSigned } from '../../draw/number.ts';
import { backwardRules, type RuleName } from './backward-rule.ts';
import { cellsOf, cornerOf, largestCells, type PoolRun, side } from './pool-run.ts';
import type { Moment } from './timeline.ts';

/** Counted from 1, as people do; kept on one line. */
const place = (cell: number) =>
  `row\u00a0${Math.floor(cell / side) + 1}, column\u00a0${(cell % side) + 1}`;

const counted = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function span(first: number, size: number): string {
  return `${first + 1}–${first + size}`;
}

/** One sentence or two about the present step, in words that need no picture. */
export function narrate(run: PoolRun, moment: Moment, rule: RuleName): string {
  return moment.pass === 'forward'
    ? narrateForward(run, moment)
    : narrateBackward(run, moment, rule);
}

function narrateForward(run: PoolRun, { window }: Moment): string {
  const { row, column } = cornerOf(window, run.geometry);
  const { size } = run.geometry;
  const where = `Window ${window + 1} of ${run.upstream.length}, rows ${span(row, size)}, columns ${span(column, size)}`;
  const largest = formatNumber(run.pooled[window]);
  const tied = largestCells(run, window);
  if (tied.length > 1) {
    return `${where}: a tie. ${largest} stands there ${counted[tied.length]} times, and the first in reading order wins: ${place(run.winners[window])}.`;
  }
  return `${where}: the largest number is ${largest}, at ${place(run.winners[window])}. It goes on; its place is remembered.`;
}

function narrateBackward(run: PoolRun, { window }: Moment, rule: RuleName): string {
  const value = formatSigned(run.upstream[window]);
  const winner = run.winners[window];
  const before = backwardRules[rule].claim(run, window);
  const after = backwardRules[rule].claim(run, window + 1);
  if (after.stopped) {
    return after.stopped.window === window
      ? `Window ${window + 1} won at ${place(winner)}, a place that an array of ${after.columns} × ${after.columns} does not have. The code stops: ${after.stopped.message}.`
      : `The code stopped at window ${after.stopped.window + 1} and never came to window ${window + 1}.`;
  }
  if (rule === 'zeros') {
    const target = cellsOf(window, run.geometry)[0];
    const luck =
      target === winner ? ' By luck, that is the winner.' : ` The winner was ${place(winner)}.`;
    return `Window ${window + 1} looks for the largest of a region of zeros, finds the first, and puts ${value} into the corner: ${place(target)}.${luck}`;
  }
  if (rule === 'shape') {
    return `Window ${window + 1} puts ${value} at ${place(winner)} of an array that has one cell for each window, not one for each input.`;
  }
  const tied = largestCells(run, window);
  if (tied.length > 1 && rule === 'shared') {
    const part = formatSigned(run.upstream[window] / tied.length);
    return `Window ${window + 1} was a tie of ${counted[tied.length]}: its ${value} is shared out, ${part} to each of them.`;
  }
  if (tied.length > 1 && rule === 'last') {
    return `Window ${window + 1} was a tie: its ${value} goes to the last of ${counted[tied.length]} equal cells, ${place(tied[tied.length - 1])}.`;
  }
  const held = before.gradient[winner];
  const holds = after.gradient[winner];
  if (rule === 'assign' && held !== 0) {
    return `Window ${window + 1} writes ${value} to ${place(winner)} and wipes out the ${formatSigned(held)} that another window had sent there.`;
  }
  const others = run.geometry.size ** 2 - 1;
  if (held !== 0) {
    return `Window ${window + 1} was won by ${place(winner)} as well: its ${value} is added to the ${formatSigned(held)} already there, which makes ${formatSigned(holds)}.`;
  }
  const tie = tied.length > 1 ? ' It won by the tie rule alone.' : '';
  return `Window ${window + 1} sends its ${value} back to ${place(winner)}, the cell that won. The other ${counted[others]} get nothing.${tie}`;
}
