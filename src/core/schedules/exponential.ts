import { notNegative } from '../settings.ts';
import { defineSchedule } from './schedule.ts';

export interface ExponentialSettings {
  readonly baseRate: number;
  /** γ: what the rate is multiplied by at each step. */
  readonly factor: number;
}

/** The same share less at every step. */
export const exponential = defineSchedule<ExponentialSettings>({
  name: 'exponential',
  title: 'Exponential',
  formula: '\\eta_t = \\eta_0\\, \\gamma^t',
  source: 'as ExponentialLR of PyTorch',
  defaults: { baseRate: 0.1, factor: 0.95 },
  limits: { baseRate: notNegative, factor: notNegative },
  rate: ({ baseRate, factor }, t) => baseRate * factor ** t,
});
