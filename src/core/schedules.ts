import { type ConstantSettings, constant } from './schedules/constant.ts';
import { type CosineSettings, cosine } from './schedules/cosine.ts';
import { type CyclicalSettings, cyclical } from './schedules/cyclical.ts';
import { type ExponentialSettings, exponential } from './schedules/exponential.ts';
import { type LinearWarmUpSettings, linearWarmUp } from './schedules/linear-warm-up.ts';
import { type MultiStepSettings, multiStep } from './schedules/multi-step.ts';
import { type OneCycleSettings, oneCycle } from './schedules/one-cycle.ts';
import type { Schedule } from './schedules/schedule.ts';
import { type StepSettings, step } from './schedules/step.ts';
import { type WarmRestartsSettings, warmRestarts } from './schedules/warm-restarts.ts';
import { settingsOf } from './settings.ts';

/** The settings of each schedule. */
export interface ScheduleTypes {
  constant: ConstantSettings;
  step: StepSettings;
  multiStep: MultiStepSettings;
  exponential: ExponentialSettings;
  cosine: CosineSettings;
  warmRestarts: WarmRestartsSettings;
  oneCycle: OneCycleSettings;
  linearWarmUp: LinearWarmUpSettings;
  cyclical: CyclicalSettings;
}

export type ScheduleName = keyof ScheduleTypes;

/** Every schedule by name. One without defaults, limits or rate does not compile. */
export const schedules: { readonly [N in ScheduleName]: Schedule<ScheduleTypes[N]> } = {
  constant,
  step,
  multiStep,
  exponential,
  cosine,
  warmRestarts,
  oneCycle,
  linearWarmUp,
  cyclical,
};

/** A schedule with its settings checked: what a step is given. */
export interface Pace {
  rate(step: number): number;
  /** Undefined where the schedule leaves the momentum alone. */
  momentum(step: number): number | undefined;
}

/** @throws RangeError that names a wrong setting */
export function paceOf<N extends ScheduleName>(name: N, given: Partial<ScheduleTypes[N]>): Pace {
  const schedule = schedules[name];
  const settings = settingsOf(schedule, given);
  return {
    rate: (t) => schedule.rate(settings, t),
    momentum: (t) => schedule.momentum?.(settings, t),
  };
}
