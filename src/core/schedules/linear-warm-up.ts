import { countFromOne, notNegative } from '../settings.ts';
import { alongLine, defineSchedule } from './schedule.ts';

export interface LinearWarmUpSettings {
  readonly baseRate: number;
  /** The first rate and the last one, as shares of the base rate. */
  readonly startShare: number;
  readonly endShare: number;
  /** Steps until the last rate is reached; it stays. */
  readonly steps: number;
}

/** From a small rate to the whole one along a straight line. */
export const linearWarmUp = defineSchedule<LinearWarmUpSettings>({
  name: 'linearWarmUp',
  title: 'Linear warm-up',
  formula: '\\eta_t = \\eta_0 \\left(a + (b - a)\\, \\frac{\\min(t, T)}{T}\\right)',
  source: 'Goyal et al.: Accurate, large minibatch SGD (2017); as LinearLR of PyTorch',
  defaults: { baseRate: 0.1, startShare: 0.1, endShare: 1, steps: 5 },
  limits: {
    baseRate: notNegative,
    startShare: notNegative,
    endShare: notNegative,
    steps: countFromOne,
  },
  rate: ({ baseRate, startShare, endShare, steps }, t) =>
    baseRate * alongLine(startShare, endShare, Math.min(t, steps) / steps),
});
