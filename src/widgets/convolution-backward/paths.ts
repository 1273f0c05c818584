import type { WindowPlan } from '../convolution/geometry.ts';
import { tapsOf } from '../convolution/window-sum.ts';
import type { Attributes } from './attributes.ts';

export type Rule = Attributes['rule'];
export const rules = ['truth', 'unturned', 'dense', 'assign'] as const;

/** One use of a weight and a cell: the way from both of them to one output. */
export interface Path {
  /** Flat index of the output, and of its upstream gradient. */
  readonly out: number;
  /** Flat index of the weight that the cell is sent its gradient by. */
  readonly weight: number;
  /** Flat index of the weight's place in the window, as it was on the way forward. */
  readonly place: number;
  /** Flat index into the padded input. */
  readonly padded: number;
  /** Flat index of the input cell; −1 for a zero of the padding. */
  readonly source: number;
}

/**
 * Every path back, output by output, window places in reading order. `dense` forgets the stride
 * (the upstream gradient without its holes), `unturned` reads the weights from the wrong end.
 */
export function pathsOf(plan: WindowPlan, rule: Rule): readonly Path[] {
  const walked = rule === 'dense' ? { ...plan, stride: 1 } : plan;
  const last = plan.kernel ** 2 - 1;
  return Array.from({ length: plan.out ** 2 }, (_, out) => out).flatMap((out) =>
    tapsOf(walked, 'zero', out).map(({ weight, padded, source }) => ({
      out,
      weight: rule === 'unturned' ? last - weight : weight,
      place: weight,
      padded,
      source,
    })),
  );
}

/** What is put into `count` cells: products added up, or, if a mistake says so, the last one. */
export function gathered(
  count: number,
  puts: Iterable<readonly [cell: number, value: number]>,
  rule: Rule,
): readonly number[] {
  const cells: number[] = new Array(count).fill(0);
  for (const [cell, value] of puts) {
    if (cell < 0) continue;
    if (rule === 'assign') cells[cell] = value;
    else cells[cell] += value;
  }
  return cells;
}
