import type { TieRule } from '../core/pooling.ts';
import { tieRuleOf } from '../core/ties.ts';
import { maybeMaker, type ValueId } from '../trace/graph.ts';
import type { Trace } from '../trace/trace.ts';

/** What becomes of the gradient of a window whose winners tie. */
export const tieAgreements: Readonly<Record<TieRule, string>> = {
  first: 'by agreement the first in reading order takes it all',
  last: 'by the rule you chose the last in reading order takes it all',
  split: 'by the rule you chose all winners share it evenly',
};

/** The rule of the pool that makes a value. */
export function ruleBehind({ graph }: Trace, id: ValueId): TieRule {
  const pool = maybeMaker(graph, id);
  return pool ? tieRuleOf(pool) : 'first';
}

/** Which cells of a window get its gradient: places in `values`, in shares that are equal. */
export function takersIn(values: readonly number[], rule: TieRule): readonly number[] {
  const largest = Math.max(...values);
  const winners = [...values.keys()].filter((at) => values[at] === largest);
  return { first: winners.slice(0, 1), last: winners.slice(-1), split: winners }[rule];
}
