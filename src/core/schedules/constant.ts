import { notNegative } from '../settings.ts';
import { defineSchedule } from './schedule.ts';

export interface ConstantSettings {
  readonly baseRate: number;
}

/** The same rate for ever. */
export const constant = defineSchedule<ConstantSettings>({
  name: 'constant',
  title: 'Constant',
  formula: '\\eta_t = \\eta_0',
  source: 'the plainest one',
  defaults: { baseRate: 0.1 },
  limits: { baseRate: notNegative },
  rate: ({ baseRate }) => baseRate,
});
