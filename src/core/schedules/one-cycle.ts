import { type Choice, countFromOne, flag, positive, share } from '../settings.ts';
import { alongCosine, alongLine, defineSchedule } from './schedule.ts';

export interface OneCycleSettings {
  readonly maxRate: number;
  readonly totalSteps: number;
  /** Share of the steps that rise. */
  readonly rise: number;
  /** The first rate is maxRate / startDivider, the last one that / endDivider. */
  readonly startDivider: number;
  readonly endDivider: number;
  readonly shape: 'cosine' | 'linear';
  /** Whether it falls as long as it has risen, back to the first rate, and only then to the last. */
  readonly threePhases: boolean;
  /** The momentum at the ends; it runs against the rate. */
  readonly maxMomentum: number;
  /** The momentum at the peak. */
  readonly minMomentum: number;
}

const shapes: Choice<'cosine' | 'linear'> = { kind: 'choice', of: ['cosine', 'linear'] };

/**
 * Up to the peak at step rise · totalSteps − 1, then down to almost nothing at step
 * totalSteps − 1, where it stays.
 */
export const oneCycle = defineSchedule<OneCycleSettings>({
  name: 'oneCycle',
  title: 'One cycle',
  formula:
    '\\tfrac{\\eta_{\\max}}{d} \\nearrow \\eta_{\\max} \\searrow \\tfrac{\\eta_{\\max}}{d\\, D},\\quad \\text{half a cosine each}',
  source: 'Smith, Topin: Super-convergence (2018); as OneCycleLR of PyTorch',
  defaults: {
    maxRate: 0.1,
    totalSteps: 50,
    rise: 0.3,
    startDivider: 25,
    endDivider: 1e4,
    shape: 'cosine',
    threePhases: false,
    maxMomentum: 0.95,
    minMomentum: 0.85,
  },
  limits: {
    maxRate: positive,
    totalSteps: countFromOne,
    rise: share,
    startDivider: positive,
    endDivider: positive,
    shape: shapes,
    threePhases: flag,
    maxMomentum: share,
    minMomentum: share,
  },
  clash: ({ threePhases, rise }) =>
    threePhases && rise > 0.5
      ? `three phases leave no room to end: "rise" should be a number in [0, 0.5], and is ${rise}`
      : undefined,
  rate: (settings, t) => {
    const first = settings.maxRate / settings.startDivider;
    return passing(settings, t, {
      start: first,
      peak: settings.maxRate,
      back: first,
      end: first / settings.endDivider,
    });
  },
  momentum: (settings, t) => {
    const { maxMomentum: rest, minMomentum: peak } = settings;
    return passing(settings, t, { start: rest, peak, back: rest, end: rest });
  },
});

/** The values that a cycle passes; `back` only with three phases. */
interface Stations {
  readonly start: number;
  readonly peak: number;
  readonly back: number;
  readonly end: number;
}

function passing(settings: OneCycleSettings, t: number, stations: Stations): number {
  const { totalSteps, rise, threePhases, shape } = settings;
  const along = shape === 'cosine' ? alongCosine : alongLine;
  const { start, peak, back, end } = stations;
  const top = rise * totalSteps - 1;
  const last = totalSteps - 1;
  const now = Math.min(t, last);
  if (now <= top) return along(start, peak, top > 0 ? now / top : 1);
  if (!threePhases) return along(peak, end, (now - top) / (last - top));
  const turn = 2 * rise * totalSteps - 2;
  if (now <= turn) return along(peak, back, (now - top) / (turn - top));
  return along(back, end, (now - turn) / (last - turn));
}
