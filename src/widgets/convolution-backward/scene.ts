import type { Refusal, WindowPlan } from '../convolution/geometry.ts';
import { correlate, correlateBack, kernelGradient } from '../convolution/passes.ts';
import { paddedImage } from '../convolution/window-sum.ts';
import type { Quantities, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { type Field, fieldOf } from './field.ts';
import { cornerOf, type Store } from './numbers.ts';
import { gathered, type Path, pathsOf, type Rule, rules } from './paths.ts';
import { paddings, planShape, type Shape } from './plan.ts';

export const gradients = ['dx', 'dw', 'db'] as const;
export type Gradient = (typeof gradients)[number];
export const ways = ['send', 'collect', 'matrix'] as const;
export type Way = (typeof ways)[number];
export const sizes = [4, 5, 6] as const;
export const sides = [1, 2, 3] as const;
export const strides = [1, 2, 3] as const;

/** What the controls say, each checked; what does not fit counts as written. */
export interface Setup extends Shape {
  readonly gradient: Gradient;
  readonly way: Way;
  readonly rule: Rule;
}

export function setupOf(written: Attributes, settings: Settings): Setup {
  const chosen = <T extends string | number>(name: string, options: readonly T[], otherwise: T) => {
    const wanted = settings[`${written.experiment}/${name}`];
    return options.find((option) => option === wanted) ?? otherwise;
  };
  return {
    size: chosen('size', sizes, Number(written.size)),
    side: chosen('kernel', sides, Number(written.side)),
    stride: chosen('stride', strides, Number(written.stride)),
    padding: chosen('padding', paddings, written.padding),
    gradient: chosen('gradient', gradients, written.gradient),
    way: chosen('way', ways, written.way),
    rule: chosen('rule', rules, written.rule),
  };
}

const writtenInput = [
  [2, 1, 0, 3, 1, 2],
  [1, 3, 2, 0, 2, 1],
  [0, 2, 4, 1, 3, 0],
  [3, 1, 1, 2, 0, 1],
  [1, 0, 2, 3, 1, 4],
  [2, 1, 3, 0, 2, 1],
].flat();
const writtenKernel = [1, 2, -1, -3, 0.5, 2, 0.5, 1, -2];
/** As many as there are windows at most: input 6, kernel 3, full padding. */
const writtenUpstream = [
  [1, -1, 2, 0.5, -0.5, 1, -2, 0.5],
  [0.5, 3, -0.5, 1, 2, -1, 0.5, 1],
  [-2, 1, 1.5, -1, 0.5, 2, 1, -0.5],
  [1, -0.5, 2, 1, -1, 0.5, 1, 2],
  [-1, 2, 0.5, -2, 1, 1, -0.5, 0.5],
  [0.5, 1, -1, 2, 0.5, -1, 2, 1],
  [2, -0.5, 1, 0.5, -1, 1, 0.5, -2],
  [1, 0.5, -1, 1, 2, -0.5, 1, -1],
].flat();

/** Where the three givens are kept. */
export interface Stores {
  readonly input: Store;
  readonly kernel: Store;
  readonly upstream: Store;
}

export function storesOf({ experiment, input, kernel, upstream }: Attributes): Stores {
  return {
    input: { bound: input, own: `${experiment}/input`, written: writtenInput },
    kernel: { bound: kernel, own: `${experiment}/kernel`, written: writtenKernel },
    upstream: { bound: upstream, own: `${experiment}/upstream`, written: writtenUpstream },
  };
}

/** The three gradients, row by row; db as a single number. */
export interface Gradients {
  readonly dx: readonly number[];
  readonly dw: readonly number[];
  readonly db: readonly number[];
}

/** One convolution with its way back, all of it. */
export interface Scene {
  readonly plan: WindowPlan;
  readonly rule: Rule;
  /** [n · n] */
  readonly x: readonly number[];
  /** [padded · padded] */
  readonly padded: readonly number[];
  /** [k · k] */
  readonly kernel: readonly number[];
  /** δ = ∂L/∂y, [out · out] */
  readonly upstream: readonly number[];
  /** [out · out], without a bias. */
  readonly y: readonly number[];
  /** The core's, in float64. */
  readonly truth: Gradients;
  /** What the chosen rule makes: the truth, or the mistake's result. */
  readonly claim: Gradients;
  /** Every path back, under the rule. */
  readonly paths: readonly Path[];
  readonly field: Field;
}

export function sceneOf(
  attributes: Attributes,
  quantities: Quantities,
  setup: Setup,
): Scene | Refusal {
  const plan = planShape(setup);
  if ('refusal' in plan) return plan;
  const stores = storesOf(attributes);
  return runScene(plan, setup.rule, {
    x: cornerOf(stores.input, quantities, plan.size),
    kernel: cornerOf(stores.kernel, quantities, plan.kernel),
    upstream: cornerOf(stores.upstream, quantities, plan.out),
  });
}

type Givens = Pick<Scene, 'x' | 'kernel' | 'upstream'>;

export function runScene(plan: WindowPlan, rule: Rule, givens: Givens): Scene {
  const { x, kernel, upstream } = givens;
  const padded = paddedImage(x, plan, 'zero');
  const paths = pathsOf(plan, rule);
  const truth: Gradients = {
    dx: correlateBack(upstream, kernel, plan, 'zero'),
    dw: kernelGradient(x, upstream, plan, 'zero'),
    db: gathered(
      1,
      upstream.map((value) => [0, value] as const),
      'truth',
    ),
  };
  return {
    ...givens,
    plan,
    rule,
    padded,
    paths,
    truth,
    y: correlate(x, kernel, plan, 'zero'),
    claim: rule === 'truth' ? truth : claimOf(plan, rule, paths, padded, givens),
    field: fieldOf(upstream, plan, rule),
  };
}

function claimOf(
  plan: WindowPlan,
  rule: Rule,
  paths: readonly Path[],
  padded: readonly number[],
  { kernel, upstream }: Givens,
): Gradients {
  return {
    dx: gathered(
      plan.size ** 2,
      paths.map((path) => [path.source, upstream[path.out] * kernel[path.weight]] as const),
      rule,
    ),
    dw: gathered(
      plan.kernel ** 2,
      paths.map((path) => [path.place, upstream[path.out] * padded[path.padded]] as const),
      rule,
    ),
    db: gathered(
      1,
      upstream.map((value) => [0, value] as const),
      rule,
    ),
  };
}
