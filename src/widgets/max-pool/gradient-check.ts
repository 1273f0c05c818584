import { type PoolRun, poolForward, poolWinners } from './pool-run.ts';

/** How far each cell is nudged. Between kinks the loss is a straight line, so it may be coarse. */
const epsilon = 1e-3;
/** How far a gradient may lie from the measured slope, of 1 or of its size, and still be right. */
const tolerance = 1e-6;

export interface MeasuredSlopes {
  /** (L(x + ε) − L(x − ε)) / 2ε for each input cell, in float64. */
  readonly slopes: readonly number[];
  /** Cells where a nudge changes who wins: there the loss has a kink, and no slope. */
  readonly kinks: readonly boolean[];
}

/** Central differences of the loss by every input cell: 32 forward runs in one batch. */
export function measureSlopes({ x, upstream, geometry }: PoolRun): MeasuredSlopes {
  // A nudge that a huge number would round away grows with the number.
  const reach = x.map((value) => Math.max(epsilon, Math.abs(value) * 2 ** -30));
  const nudged = x.flatMap((_, cell) => [
    x.map((value, i) => (i === cell ? value + reach[i] : value)),
    x.map((value, i) => (i === cell ? value - reach[i] : value)),
  ]);
  const pooled = poolForward(nudged.flat(), geometry);
  const winners = poolWinners(nudged.flat(), geometry);
  const windows = upstream.length;
  return {
    slopes: x.map((value, cell) => {
      const width = value + reach[cell] - (value - reach[cell]);
      // The loss is Σ upstream · y. Differences are summed, not sums subtracted: beside one huge
      // window the others would be lost.
      return upstream.reduce((slope, weight, w) => {
        const up = pooled[2 * cell * windows + w];
        const down = pooled[(2 * cell + 1) * windows + w];
        return slope + weight * ((up - down) / width);
      }, 0);
    }),
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
  const slope = measured.slopes[cell];
  const room = tolerance * Math.max(1, Math.abs(slope));
  return Math.abs(claimed - slope) <= room ? 'right' : 'wrong';
}
