import { type Choice, countFromOne, notNegative, positive, share } from '../settings.ts';
import { alongLine, defineSchedule } from './schedule.ts';

export type CyclicalShape = 'triangular' | 'halving' | 'exponential';

export interface CyclicalSettings {
  readonly lowestRate: number;
  readonly maxRate: number;
  readonly stepsUp: number;
  readonly stepsDown: number;
  /** Whether the triangles stay, halve from cycle to cycle, or shrink by a factor at each step. */
  readonly shape: CyclicalShape;
  /** γ of the exponential shape. */
  readonly factor: number;
  /** The momentum at the lowest rate; it runs against the rate. */
  readonly maxMomentum: number;
  readonly minMomentum: number;
}

const shapes: Choice<CyclicalShape> = {
  kind: 'choice',
  of: ['triangular', 'halving', 'exponential'],
};

/** Up and down between two rates, again and again. */
export const cyclical = defineSchedule<CyclicalSettings>({
  name: 'cyclical',
  title: 'Cyclical',
  formula:
    '\\eta_t = \\eta_{\\min} + (\\eta_{\\max} - \\eta_{\\min})\\, \\Delta_t\\, s_t,\\quad s_t \\in \\{1,\\ 2^{-k},\\ \\gamma^t\\}',
  source:
    'Smith: Cyclical learning rates for training neural networks (2017); as CyclicLR of PyTorch',
  defaults: {
    lowestRate: 0.001,
    maxRate: 0.1,
    stepsUp: 10,
    stepsDown: 10,
    shape: 'triangular',
    factor: 1,
    maxMomentum: 0.9,
    minMomentum: 0.8,
  },
  limits: {
    lowestRate: notNegative,
    maxRate: notNegative,
    stepsUp: countFromOne,
    stepsDown: countFromOne,
    shape: shapes,
    factor: positive,
    maxMomentum: share,
    minMomentum: share,
  },
  rate: (settings, t) => alongLine(settings.lowestRate, settings.maxRate, height(settings, t)),
  momentum: (settings, t) =>
    alongLine(settings.maxMomentum, settings.minMomentum, height(settings, t)),
});

/** How high the rate stands between its bounds, 0 … 1. */
function height({ stepsUp, stepsDown, shape, factor }: CyclicalSettings, t: number): number {
  const cycle = Math.floor(t / (stepsUp + stepsDown));
  const since = t % (stepsUp + stepsDown);
  const triangle = since <= stepsUp ? since / stepsUp : (stepsUp + stepsDown - since) / stepsDown;
  switch (shape) {
    case 'triangular':
      return triangle;
    case 'halving':
      return triangle / 2 ** cycle;
    case 'exponential':
      return triangle * factor ** t;
  }
}
