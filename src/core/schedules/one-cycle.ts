export interface OneCycle {
  readonly maxRate: number;
  readonly totalSteps: number;
  /** Share of the steps that rise. */
  readonly rise: number;
  /** The first rate is maxRate / startDivider, the last one that / endDivider. */
  readonly startDivider: number;
  readonly endDivider: number;
}

/**
 * Learning rate of step t = 0 … totalSteps − 1: up along half a cosine to its peak at
 * rise · totalSteps − 1, then down to almost nothing. (Smith, Topin: Super-convergence, 2018)
 */
export function oneCycleRate(cycle: OneCycle, step: number): number {
  const { maxRate, totalSteps, rise, startDivider, endDivider } = cycle;
  const first = maxRate / startDivider;
  const peak = rise * totalSteps - 1;
  if (step <= peak) return between(first, maxRate, peak > 0 ? step / peak : 1);
  return between(maxRate, first / endDivider, (step - peak) / (totalSteps - 1 - peak));
}

/** Along half a cosine from `from` (share 0) to `to` (share 1). */
function between(from: number, to: number, share: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
}
