import { countFromOne, notNegative } from '../settings.ts';
import { defineSchedule } from './schedule.ts';

export interface StepSettings {
  readonly baseRate: number;
  /** Steps between two falls. */
  readonly every: number;
  /** γ: what the rate is multiplied by. */
  readonly factor: number;
}

/** A stair of equally long treads. */
export const step = defineSchedule<StepSettings>({
  name: 'step',
  title: 'Step',
  formula: '\\eta_t = \\eta_0\\, \\gamma^{\\lfloor t / T \\rfloor}',
  source: 'as StepLR of PyTorch',
  defaults: { baseRate: 0.1, every: 10, factor: 0.1 },
  limits: { baseRate: notNegative, every: countFromOne, factor: notNegative },
  rate: ({ baseRate, every, factor }, t) => baseRate * factor ** Math.floor(t / every),
});
