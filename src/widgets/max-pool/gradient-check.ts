import { activationOf, savedOf } from '../../trace/trace.ts';
import { type PoolRun, recordPool } from './pool-run.ts';

/** How far each cell is nudged. Between kinks the loss is a straight line, so it may be coarse. */
const epsilon = 1e-3;
/** How far a gradient may lie from the measured slope and still count as right. */
const tolerance = 1e-6;

export interface MeasuredSlopes {
  /** (L(x + ε) − L(x − ε)) / 2ε for each input cell, in float64. */
  readonly slopes: readonly number[];
  /** Cells where a nudge changes who wins: there the loss has a kink, and no slope. */
  readonly kinks: readonly boolean[];
}

/** Central differences of the loss by every input cell: 32 forward runs in one batch. */
export function measureSlopes({ x, upstream, geometry }: PoolRun): MeasuredSlopes {
  const nudged = x.flatMap((_, cell) => [
    x.map((value, i) => (i === cell ? value + epsilon : value)),
    x.map((value, i) => (i === cell ? value - epsilon : value)),
  ]);
  const trace = recordPool(nudged.flat(), upstream, geometry);
  const losses = activationOf(trace, 'loss').data;
  const winners = savedOf(trace, 'pool', 'winners').data;
  const windows = upstream.length;
  return {
    slopes: x.map((_, cell) => (losses[2 * cell] - losses[2 * cell + 1]) / (2 * epsilon)),
    kinks: x.map((_, cell) =>
      upstream.some(
        (value, w) =>
          value !== 0 && winners[2 * cell * windows + w] !== winners[(2 * cell + 1) * windows + w],
      ),
    ),
  };
}

export type Verdict = 'right' | 'wrong' | 'no slope';

/** Whether a claimed gradient is the measured one; a cell at a kink cannot be judged. */
export function judge(claimed: number, measured: MeasuredSlopes, cell: number): Verdict {
  if (measured.kinks[cell]) return 'no slope';
  return Math.abs(claimed - measured.slopes[cell]) <= tolerance ? 'right' : 'wrong';
}
