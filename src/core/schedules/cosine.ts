import { countFromOne, notNegative } from '../settings.ts';
import { alongCosine, defineSchedule } from './schedule.ts';

export interface CosineSettings {
  readonly baseRate: number;
  /** T: steps down to the lowest rate. After it the rate comes back up. */
  readonly halfPeriod: number;
  readonly lowestRate: number;
}

/** Down along half a cosine, and on along the wave. */
export const cosine = defineSchedule<CosineSettings>({
  name: 'cosine',
  title: 'Cosine',
  formula:
    '\\eta_t = \\eta_{\\min} + \\tfrac12 (\\eta_0 - \\eta_{\\min}) \\left(1 + \\cos \\frac{\\pi t}{T}\\right)',
  source: 'Loshchilov, Hutter: SGDR (2017), without restarts',
  defaults: { baseRate: 0.1, halfPeriod: 50, lowestRate: 0 },
  limits: { baseRate: notNegative, halfPeriod: countFromOne, lowestRate: notNegative },
  rate: ({ baseRate, halfPeriod, lowestRate }, t) =>
    alongCosine(baseRate, lowestRate, t / halfPeriod),
});
