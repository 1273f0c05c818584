import { graphOf } from './networks.ts';
import type { Outcome } from './race.ts';
import type { Agreement } from './results.ts';
import { difference, rowDifference } from './statistics.ts';
import type { Task, TaskKind } from './task.ts';

/**
 * How far answers may lie apart: losses in float32, of traces and of training (after eighty steps a
 * millionth was seen); one digit in a thousand may be read otherwise.
 */
const tolerances: Readonly<Record<TaskKind, number>> = {
  trace: 1e-4,
  training: 1e-4,
  evaluation: 1e-3,
};
const gradientTolerance = 1e-3;

/** Everyone's answers and gradients beside the first one's: nobody wins by computing other things. */
export function agreements(what: string, outcomes: readonly Outcome[]): readonly Agreement[] {
  const [first, ...others] = outcomes.filter(({ fault }) => fault === undefined);
  return others.flatMap((other) => {
    const contestant = other.entrant.name;
    const { task } = other.entrant;
    const found: Agreement[] = [
      {
        what: `${what}: ${task.kind === 'evaluation' ? 'digits read right' : 'losses'}`,
        contestant,
        difference: answersApart(task.kind, first.answers, other.answers),
        tolerance: tolerances[task.kind],
      },
    ];
    const worst = worstGradient(task, first.gradients, other.gradients);
    if (worst) {
      found.push({
        what: `${what}: gradients (furthest: ${worst.id})`,
        contestant,
        difference: worst.difference,
        tolerance: gradientTolerance,
      });
    }
    return found;
  });
}

/** A trace's answer never changes; others are compared run by run, as far as both have run. */
function answersApart(kind: TaskKind, first: readonly number[], other: readonly number[]): number {
  const runs = kind === 'trace' ? 1 : Math.min(first.length, other.length);
  let worst = 0;
  for (let run = 0; run < runs; run++) {
    const apart = difference(first[run], other[run]);
    if (Number.isNaN(apart)) return Number.NaN;
    worst = Math.max(worst, apart);
  }
  return worst;
}

function worstGradient(
  task: Task,
  first: Outcome['gradients'],
  other: Outcome['gradients'],
): { readonly id: string; readonly difference: number } | undefined {
  const skipped = beforePools(task);
  return Object.keys(other)
    .filter((id) => !skipped.has(id))
    .map((id) => ({ id, difference: rowDifference(first[id] ?? [], other[id]) }))
    .reduce<{ id: string; difference: number } | undefined>(
      (worst, each) => (worst && !(each.difference > worst.difference) ? worst : each),
      undefined,
    );
}

/**
 * What a max-pool reads: in a window of nothing but zeros, tfjs gives the gradient to another cell
 * on WebGL, and to all of them on wasm. Behind a ReLU it goes no further.
 */
function beforePools(task: Task): ReadonlySet<string> {
  const { nodes } = graphOf(task.network);
  return new Set(nodes.filter(({ kind }) => kind === 'maxPool2d').flatMap(({ inputs }) => inputs));
}
