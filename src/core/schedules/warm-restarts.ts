import { countFromOne, notNegative } from '../settings.ts';
import { alongCosine, defineSchedule } from './schedule.ts';

export interface WarmRestartsSettings {
  readonly baseRate: number;
  /** Steps of the first descent. */
  readonly period: number;
  /** How many times as long each descent is as the one before. */
  readonly growth: number;
  readonly lowestRate: number;
}

/** Down along half a cosine, then back to the top at once, and again. */
export const warmRestarts = defineSchedule<WarmRestartsSettings>({
  name: 'warmRestarts',
  title: 'Warm restarts',
  formula:
    '\\eta_t = \\eta_{\\min} + \\tfrac12 (\\eta_0 - \\eta_{\\min}) \\left(1 + \\cos \\frac{\\pi\\, t_i}{T_i}\\right),\\quad T_{i+1} = m\\, T_i',
  source: 'Loshchilov, Hutter: SGDR (2017)',
  defaults: { baseRate: 0.1, period: 10, growth: 2, lowestRate: 0 },
  limits: {
    baseRate: notNegative,
    period: countFromOne,
    growth: countFromOne,
    lowestRate: notNegative,
  },
  rate({ baseRate, period, growth, lowestRate }, t) {
    const { since, length } = descentAt(period, growth, t);
    return alongCosine(baseRate, lowestRate, since / length);
  },
});

/** How long the descent of step t is, and how many of its steps have gone by. */
function descentAt(period: number, growth: number, t: number): { since: number; length: number } {
  if (growth === 1) return { since: t % period, length: period };
  let since = t;
  let length = period;
  while (since >= length) {
    since -= length;
    length *= growth;
  }
  return { since, length };
}
