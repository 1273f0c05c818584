import type { Numbers } from '../../trace/tensor.ts';
import { type OptimizerName, type OptimizerTypes, optimizers } from '../optimizers.ts';
import { settingsOf } from '../settings.ts';
import type { Objective } from './optimizer.ts';
import type { Row } from './row.ts';

/** One step of a walk: the point it starts from, what the loss is there, where it leads. */
export interface WalkStep {
  readonly from: Row;
  readonly value: number;
  readonly gradient: Numbers;
  readonly rate: number;
  readonly to: Row;
}

export interface WalkPlan<N extends OptimizerName> {
  readonly optimizer: N;
  /** What differs from the optimiser's defaults. */
  readonly settings: Partial<OptimizerTypes[N]['settings']>;
  readonly objective: Objective;
  readonly start: Row;
  /** The learning rate of step t = 0, 1, … */
  readonly rate: (step: number) => number;
  readonly steps: number;
  /** What is done to a gradient before the step: clipping, noise. It is recorded as it was. */
  readonly treat?: (gradient: Numbers, step: number) => Numbers;
}

/** All steps of an optimiser down a landscape. */
export function walk<N extends OptimizerName>(plan: WalkPlan<N>): WalkStep[] {
  const { objective, start, treat = (gradient) => gradient } = plan;
  const optimizer = optimizers[plan.optimizer];
  const settings = settingsOf(optimizer, plan.settings);
  const steps: WalkStep[] = [];
  let weights = start;
  let state = optimizer.start(start, settings);
  for (let t = 0; t < plan.steps; t++) {
    const { value, gradient } = objective(weights);
    const rate = plan.rate(t);
    const point = { weights, value, gradient: treat(gradient, t), objective };
    const next = optimizer.step(point, state, rate, settings);
    steps.push({ from: weights, value, gradient, rate, to: next.weights });
    weights = next.weights;
    state = next.state;
  }
  return steps;
}
