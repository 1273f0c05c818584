import { momentsDone } from '../../player/player.ts';
import type { WindowPlan } from '../convolution/geometry.ts';
import type { Gradient, Scene, Way } from './scene.ts';

/** Which gradient is stepped through, and how. */
export interface View {
  readonly gradient: Gradient;
  readonly way: Way;
}

/** One product of a step, with what it is made of. */
export interface Product {
  /** The upstream gradient, a hole's zero among them. */
  readonly delta: number;
  /** The weight, the input cell, or 1 for the bias. */
  readonly factor: number;
  readonly product: number;
  /**
   * Why it counts for nothing: a hole of the upstream gradient, the zeros outside of it, a zero of
   * the input's padding; `lost`: it arrives in the padding, which nobody asked about.
   */
  readonly idle?: 'hole' | 'outside' | 'padding' | 'lost';
}

/** Where the playhead stands, with the products of the step. */
export interface Moment {
  readonly step: number;
  /** How many products are there. */
  readonly done: number;
  readonly products: readonly Product[];
  /** Columns in which the products are written. */
  readonly across: number;
}

/** Whether a step is one upstream entry, which adds to many cells; else it is one cell. */
export const sends = ({ gradient, way }: View): boolean =>
  way === 'send' || (way === 'matrix' && gradient === 'dx');

export function stepsOf(plan: WindowPlan, view: View): number {
  if (sends(view)) return plan.out ** 2;
  if (view.gradient === 'db') return 1;
  return view.gradient === 'dx' ? plan.size ** 2 : plan.kernel ** 2;
}

/** From the playhead's step and progress. */
export function momentAt(scene: Scene, view: View, step: number, progress: number): Moment {
  const at = Math.min(step, stepsOf(scene.plan, view) - 1);
  const products = productsOf(scene, view, at);
  const { kernel, out } = scene.plan;
  const across =
    view.gradient === 'db' && view.way === 'send'
      ? 1
      : view.gradient !== 'dx' && !sends(view)
        ? out
        : kernel;
  return { step: at, products, across, done: momentsDone(progress, products.length) };
}

/** All products of a step, in the order in which they are added. */
export function productsOf(scene: Scene, view: View, step: number): readonly Product[] {
  const { gradient } = view;
  if (gradient === 'dx') return sends(view) ? sentTo(scene, step) : collectedAt(scene, step);
  const { upstream, padded, paths, plan } = scene;
  if (gradient === 'db') {
    const ones = upstream.map((delta) => productOf(delta, 1));
    return sends(view) ? [ones[step]] : ones;
  }
  const taps = plan.kernel ** 2;
  const mine = sends(view)
    ? paths.slice(step * taps, (step + 1) * taps)
    : paths.filter(({ place }) => place === step);
  return mine.map((path) => {
    const idle = path.source < 0 ? 'padding' : undefined;
    return productOf(upstream[path.out], padded[path.padded], idle);
  });
}

const productOf = (delta: number, factor: number, idle?: Product['idle']): Product => ({
  delta,
  factor,
  product: delta * factor,
  ...(idle && { idle }),
});

/** What upstream entry `out` sends to the cells of its window. */
function sentTo({ paths, plan, upstream, kernel }: Scene, out: number): readonly Product[] {
  const taps = plan.kernel ** 2;
  return paths
    .slice(out * taps, (out + 1) * taps)
    .map(({ weight, source }) =>
      productOf(upstream[out], kernel[weight], source < 0 ? 'lost' : undefined),
    );
}

/** The kernel as it lies on the field: turned, unless that was forgotten. */
export const laidKernel = ({ kernel, rule }: Scene): readonly number[] =>
  rule === 'unturned' ? kernel : kernel.toReversed();

/** Row and column of the field at which the window of an input cell begins. */
export function windowOn({ plan, field }: Scene, cell: number): readonly [number, number] {
  return [field.start + Math.floor(cell / plan.size), field.start + (cell % plan.size)];
}

/** What input cell `cell` collects: the laid kernel times the field under it. */
function collectedAt(scene: Scene, cell: number): readonly Product[] {
  const { field, plan } = scene;
  const [top, left] = windowOn(scene, cell);
  return laidKernel(scene).map((weight, place) => {
    const row = top + Math.floor(place / plan.kernel);
    const at = row * field.side + left + (place % plan.kernel);
    const ground = field.grounds[at];
    return productOf(field.values[at], weight, ground === 'entry' ? undefined : ground);
  });
}

/** What products come to: their sum, or under `assign` the last that was written. */
export function totalOf(products: readonly Product[], rule: Scene['rule']): number {
  const counted = products.filter(({ idle }) => idle === undefined || idle === 'padding');
  if (rule === 'assign') return counted.at(-1)?.product ?? 0;
  return counted.reduce((sum, { product }) => sum + product, 0);
}
