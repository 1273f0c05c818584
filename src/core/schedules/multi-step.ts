import { notNegative, risingSteps } from '../settings.ts';
import { defineSchedule } from './schedule.ts';

export interface MultiStepSettings {
  readonly baseRate: number;
  /** The steps that are the first to use a lower rate. */
  readonly milestones: readonly number[];
  /** γ: what the rate is multiplied by at each. */
  readonly factor: number;
}

/** A stair whose falls are given. */
export const multiStep = defineSchedule<MultiStepSettings>({
  name: 'multiStep',
  title: 'Multi-step',
  formula: '\\eta_t = \\eta_0\\, \\gamma^{|\\{m : m \\le t\\}|}',
  source: 'as MultiStepLR of PyTorch',
  defaults: { baseRate: 0.1, milestones: [30, 60, 80], factor: 0.1 },
  limits: { baseRate: notNegative, milestones: risingSteps, factor: notNegative },
  rate: ({ baseRate, milestones, factor }, t) =>
    baseRate * factor ** milestones.filter((at) => at <= t).length,
});
