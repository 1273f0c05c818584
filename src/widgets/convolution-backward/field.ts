import type { WindowPlan } from '../convolution/geometry.ts';
import type { Rule } from './paths.ts';

/** What stands at a cell of the field. */
export type Ground = 'entry' | 'hole' | 'outside';

/**
 * The upstream gradient as the way back sees it: zeros between its entries (as many as the stride
 * skips), zeros around it, and a window of the kernel's size for each input cell, at stride 1.
 */
export interface Field {
  /** Rows, and columns. */
  readonly side: number;
  /** Row by row. */
  readonly values: readonly number[];
  readonly grounds: readonly Ground[];
  /** Flat index of the upstream entry at a cell; −1 where there is none. */
  readonly entries: readonly number[];
  /** Row, and column, at which the window of input row 0 begins. */
  readonly start: number;
  /** Rows, and columns, of the upstream gradient with its holes: (out − 1)·s + 1. */
  readonly spread: number;
  /** Row, and column, at which it begins. */
  readonly inset: number;
}

/** The field of a plan; the rule `dense` forgets the holes. */
export function fieldOf(upstream: readonly number[], plan: WindowPlan, rule: Rule): Field {
  const { out, kernel, size } = plan;
  const stride = rule === 'dense' ? 1 : plan.stride;
  const spread = (out - 1) * stride + 1;
  // Input row r hears from rows r − lead … r − lead + k − 1 of the spread gradient.
  const lead = kernel - 1 - plan.before;
  const low = Math.min(0, -lead);
  const high = Math.max(spread - 1, size - 1 - lead + kernel - 1);
  const side = high - low + 1;
  const entries = Array.from({ length: side * side }, (_, at) => {
    const [row, column] = [Math.floor(at / side) + low, (at % side) + low];
    const inside = row >= 0 && column >= 0 && row < spread && column < spread;
    if (!inside || row % stride !== 0 || column % stride !== 0) return -1;
    return (row / stride) * out + column / stride;
  });
  const isInside = (at: number) => at >= -low && at < spread - low;
  return {
    side,
    entries,
    values: entries.map((entry) => (entry < 0 ? 0 : upstream[entry])),
    grounds: entries.map((entry, at) => {
      if (entry >= 0) return 'entry';
      return isInside(Math.floor(at / side)) && isInside(at % side) ? 'hole' : 'outside';
    }),
    start: -lead - low,
    spread,
    inset: -low,
  };
}
