import { largestDifference } from '../../src/core/agreement.ts';
import { confusionMatrix, type Quality, reportOf } from '../../src/core/metrics/confusion.ts';
import { predictedClasses, topKAccuracy } from '../../src/core/metrics/ranking.ts';
import { quadratic, rosenbrock } from '../../src/core/optimizers/landscape.ts';
import type { Row } from '../../src/core/optimizers/row.ts';
import { type WalkStep, walk } from '../../src/core/optimizers/walk.ts';
import type { OptimizerName, OptimizerTypes } from '../../src/core/optimizers.ts';
import { type Pace, paceOf } from '../../src/core/schedules.ts';
import type { HostTensor, Numbers, Shape } from '../../src/trace/tensor.ts';
import type { ReferenceCase, Settings, Tensors } from './file.ts';

/** How numbers are stored between steps: the one thing in which host64 and host32 differ here. */
export type Format = 'float64' | 'float32';

export interface HostRow {
  /** Share of the largest magnitude that float64 may be off by. */
  readonly tolerance: number;
  readonly outputs: (reference: ReferenceCase, format: Format) => Tensors;
  /** Where the file gives no float32 error of its own: how far one rounding leads, by output. */
  readonly roundingError?: (reference: ReferenceCase) => Readonly<Record<string, number>>;
}

/**
 * Operations of the reference that no graph computes: optimisers, schedules and metrics are the
 * host's alone. WebGL is not asked for them, and they are not counted there.
 */
export const hostOperations: Readonly<Record<string, HostRow | undefined>> = {
  optimizer: { tolerance: 1e-9, outputs: optimizerCase, roundingError },
  lr_schedule: { tolerance: 1e-9, outputs: scheduleCase },
  metrics: { tolerance: 1e-10, outputs: metricsCase },
};

export const isHostOperation = (op: string): boolean => Object.hasOwn(hostOperations, op);

function optimizerCase({ attrs, inputs }: ReferenceCase, format: Format): Tensors {
  const { w0, A, b } = inputs;
  const landscape = word(attrs, 'function');
  if (landscape !== 'quadratic' && landscape !== 'rosenbrock') {
    throw new Error(`the function "${landscape}" is not known`);
  }
  const lr = number(attrs, 'lr');
  const plan = {
    objective: landscape === 'quadratic' ? quadratic(A.data, b.data) : rosenbrock,
    start: rowIn(format, w0.data),
    rate: () => lr,
    steps: number(attrs, 'steps'),
  };
  const steps = walkOf(attrs, plan);
  const size = w0.data.length;
  const flat = (rows: readonly Numbers[]): HostTensor =>
    tensor(
      [rows.length, size],
      rows.flatMap((row) => Array.from(row)),
    );
  return {
    w: flat(steps.map(({ to }) => to)),
    f_before_step: tensor(
      [steps.length],
      steps.map(({ value }) => value),
    ),
    grad: flat(steps.map(({ gradient }) => gradient)),
  };
}

/**
 * A walk carries a rounding on and on, and a steep landscape makes it larger. So it is measured:
 * the largest change of each output when the start moves by half a float32 spacing, either way
 * along each axis.
 */
function roundingError(reference: ReferenceCase): Record<string, number> {
  const { w0 } = reference.inputs;
  const exact = optimizerCase(reference, 'float64');
  const worst: Record<string, number> = {};
  for (let axis = 0; axis < w0.data.length; axis++) {
    for (const nudge of [1 - 2 ** -24, 1 + 2 ** -24]) {
      const data = Array.from(w0.data, (w, i) => (i === axis ? w * nudge : w));
      const inputs = { ...reference.inputs, w0: { ...w0, data } };
      const moved = optimizerCase({ ...reference, inputs }, 'float64');
      for (const [name, { data: numbers }] of Object.entries(exact)) {
        const change = largestDifference(moved[name].data, numbers);
        worst[name] = Math.max(worst[name] ?? 0, change);
      }
    }
  }
  return worst;
}

type Plan = Omit<Parameters<typeof walk>[0], 'optimizer' | 'settings'>;

const adamNames = { eps: 'epsilon', weight_decay: 'weightDecay' };
/** The core's names for the settings of PyTorch. */
const settingNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sgd: {
    momentum: 'momentum',
    dampening: 'dampening',
    nesterov: 'nesterov',
    weight_decay: 'weightDecay',
  },
  adagrad: {
    lr_decay: 'rateDecay',
    initial_accumulator_value: 'initialSum',
    eps: 'epsilon',
    weight_decay: 'weightDecay',
  },
  rmsprop: {
    alpha: 'smoothing',
    eps: 'epsilon',
    momentum: 'momentum',
    centered: 'centered',
    weight_decay: 'weightDecay',
  },
  adam: { ...adamNames, amsgrad: 'amsgrad' },
  adamw: { ...adamNames, amsgrad: 'amsgrad' },
  nadam: { ...adamNames, momentum_decay: 'momentumDecay' },
  radam: adamNames,
};

const outsideSettings = ['optimizer', 'lr', 'betas', 'function', 'formula', 'steps'];

function walkOf(attrs: Settings, plan: Plan): WalkStep[] {
  const name = word(attrs, 'optimizer');
  const names = Object.hasOwn(settingNames, name) ? settingNames[name] : undefined;
  if (!names || !isReferenced(name)) throw new Error(`the optimizer "${name}" is not known`);
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(attrs)) {
    if (outsideSettings.includes(key)) continue;
    if (!Object.hasOwn(names, key)) throw new Error(`${name}: the setting "${key}" is not known`);
    settings[names[key]] = value;
  }
  if (Array.isArray(attrs.betas)) [settings.beta1, settings.beta2] = attrs.betas;
  return walk<OptimizerName>({ ...plan, optimizer: name, settings: asGiven(settings) });
}

const isReferenced = (name: string): name is OptimizerName => Object.hasOwn(settingNames, name);

/** The core checks names and values itself: this only tells the compiler so. */
const asGiven = (settings: Settings): Partial<OptimizerTypes[OptimizerName]['settings']> =>
  settings;

function scheduleCase({ attrs }: ReferenceCase): Tensors {
  const steps = number(attrs, 'steps');
  const pace = paceIn(attrs);
  const all = (of: (step: number) => number): HostTensor =>
    tensor(
      [steps],
      Array.from({ length: steps }, (_, t) => of(t)),
    );
  return {
    lr: all((t) => pace.rate(t)),
    ...(pace.momentum(0) === undefined
      ? {}
      : { momentum: all((t) => pace.momentum(t) ?? Number.NaN) }),
  };
}

function paceIn(attrs: Settings): Pace {
  const given = (name: string): number => number(attrs, name);
  const baseRate = typeof attrs.base_lr === 'number' ? attrs.base_lr : Number.NaN;
  const schedule = word(attrs, 'schedule');
  switch (schedule) {
    case 'StepLR':
      return paceOf('step', { baseRate, every: given('step_size'), factor: given('gamma') });
    case 'MultiStepLR':
      return paceOf('multiStep', {
        baseRate,
        milestones: list(attrs, 'milestones'),
        factor: given('gamma'),
      });
    case 'ExponentialLR':
      return paceOf('exponential', { baseRate, factor: given('gamma') });
    case 'CosineAnnealingLR':
      return paceOf('cosine', {
        baseRate,
        halfPeriod: given('T_max'),
        lowestRate: given('eta_min'),
      });
    case 'CosineAnnealingWarmRestarts':
      return paceOf('warmRestarts', {
        baseRate,
        period: given('T_0'),
        growth: given('T_mult'),
        lowestRate: given('eta_min'),
      });
    case 'LinearLR':
      return paceOf('linearWarmUp', {
        baseRate,
        startShare: given('start_factor'),
        endShare: given('end_factor'),
        steps: given('total_iters'),
      });
    case 'OneCycleLR':
      return paceOf('oneCycle', {
        maxRate: given('max_lr'),
        totalSteps: given('total_steps'),
        rise: given('pct_start'),
        startDivider: given('div_factor'),
        endDivider: given('final_div_factor'),
        shape: word(attrs, 'anneal_strategy') === 'linear' ? 'linear' : 'cosine',
        threePhases: attrs.three_phase === true,
        maxMomentum: given('max_momentum'),
        minMomentum: given('base_momentum'),
      });
    default:
      throw new Error(`the schedule "${schedule}" is not known`);
  }
}

function metricsCase({ attrs, inputs: { labels, scores } }: ReferenceCase): Tensors {
  const predicted = predictedClasses(scores);
  const classes = scores.shape[1];
  const confusion = confusionMatrix(labels.data, predicted, classes);
  const report = reportOf(confusion);
  const perClass = (of: (quality: Quality) => number): HostTensor =>
    tensor([classes], report.perClass.map(of));
  const ks = list(attrs, 'topk');
  return {
    predicted: tensor([predicted.length], predicted),
    confusion,
    accuracy: scalar(report.accuracy),
    precision_per_class: perClass(({ precision }) => precision),
    recall_per_class: perClass(({ recall }) => recall),
    f1_per_class: perClass(({ f1 }) => f1),
    ...averaged('macro', report.macro),
    ...averaged('micro', report.micro),
    ...averaged('weighted', report.weighted),
    topk_accuracy: tensor([ks.length], topKAccuracy(scores, labels.data, ks)),
  };
}

const averaged = (name: string, { precision, recall, f1 }: Quality): Tensors => ({
  [`precision_${name}`]: scalar(precision),
  [`recall_${name}`]: scalar(recall),
  [`f1_${name}`]: scalar(f1),
});

const tensor = (shape: Shape, data: Numbers): HostTensor => ({ shape, dtype: 'float64', data });
const scalar = (value: number): HostTensor => tensor([], [value]);
const rowIn = (format: Format, numbers: Numbers): Row =>
  format === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers);

function word(attrs: Settings, name: string): string {
  const found = attrs[name];
  if (typeof found === 'string') return found;
  throw new Error(`the setting "${name}" should be a text, and is ${JSON.stringify(found)}`);
}

function number(attrs: Settings, name: string): number {
  const found = attrs[name];
  if (typeof found === 'number') return found;
  throw new Error(`the setting "${name}" should be a number, and is ${JSON.stringify(found)}`);
}

function list(attrs: Settings, name: string): readonly number[] {
  const found = attrs[name];
  if (Array.isArray(found) && found.every((item) => typeof item === 'number')) return found;
  throw new Error(`the setting "${name}" should be numbers, and is ${JSON.stringify(found)}`);
}
