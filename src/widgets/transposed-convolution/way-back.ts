import { planWindow, type Refusal, type WindowPlan } from '../convolution/geometry.ts';
import { turned } from '../convolution/kernels.ts';
import { correlate, correlateBack } from '../convolution/passes.ts';
import { transposedPlan, withHoles } from '../convolution/transposed.ts';
import { tapsOf } from '../convolution/window-sum.ts';
import type { Answer, Page, Quantities, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';

export const sizes = [4, 5, 6] as const;
export const paddings = ['valid', 'same', 'full'] as const;
export const strides = [1, 2, 3] as const;
export const ways = ['stamp', 'collect'] as const;

/** Rows that upstream numbers are kept for: as many as windows fit at most. */
const upstreamSide = 8;
const pattern = [1, -1, 2, 0, 0.5, -2, 1, 1, 0, 2, -1, 1, -0.5];
const defaultUpstream = Array.from(
  { length: upstreamSide ** 2 },
  (_, i) => pattern[(i + 4 * Math.floor(i / upstreamSide)) % pattern.length],
);
const defaultKernel = [1, 2, 0, 0, 1, -1, -1, 0, 3];

export const upstreamName = ({ experiment, upstream }: Attributes) =>
  upstream ?? `${experiment}/upstream`;
export const kernelName = ({ experiment, kernel }: Attributes) => kernel ?? `${experiment}/kernel`;

export interface Setup {
  readonly planned: WindowPlan | Refusal;
  readonly way: (typeof ways)[number];
  /** [k · k] */
  readonly kernel: readonly number[];
  /** All the numbers that upstream gradients are taken from, square. */
  readonly bank: readonly number[];
  /** Quantities whose numbers do not fit. */
  readonly misfits: readonly string[];
}

/** What the page's numbers and controls say, checked; what does not fit counts as written. */
export function setupOf(written: Attributes, quantities: Quantities, settings: Settings): Setup {
  const chosen = <T extends string | number>(name: string, options: readonly T[], otherwise: T) => {
    const wanted = settings[`${written.experiment}/${name}`];
    return options.find((option) => option === wanted) ?? otherwise;
  };
  const [kernelAt, bankAt] = [kernelName(written), upstreamName(written)];
  const kernel = maybeSquare(quantities[kernelAt]?.values, 1, 3);
  const bank = maybeSquare(quantities[bankAt]?.values, 1, upstreamSide);
  const weights = kernel ?? defaultKernel;
  return {
    planned: planWindow({
      size: chosen<number>('size', sizes, Number(written.size)),
      kernel: Math.sqrt(weights.length),
      stride: chosen<number>('stride', strides, Number(written.stride)),
      dilation: 1,
      padding: chosen('padding', paddings, written.padding),
    }),
    way: chosen('way', ways, written.way),
    kernel: weights,
    bank: widened(bank ?? defaultUpstream),
    misfits: [
      ...(!kernel && quantities[kernelAt] ? [kernelAt] : []),
      ...(!bank && quantities[bankAt] ? [bankAt] : []),
    ],
  };
}

function maybeSquare(
  values: readonly number[] | undefined,
  least: number,
  most: number,
): readonly number[] | undefined {
  const side = Math.sqrt(values?.length ?? 0);
  const fits = Number.isInteger(side) && side >= least && side <= most;
  return fits && values?.every(Number.isFinite) ? values : undefined;
}

/** The same numbers as an 8 × 8 square, with zeros where the lesson gave none. */
function widened(values: readonly number[]): readonly number[] {
  const side = Math.sqrt(values.length);
  return Array.from({ length: upstreamSide ** 2 }, (_, i) => {
    const [row, column] = [Math.floor(i / upstreamSide), i % upstreamSide];
    return row < side && column < side ? values[row * side + column] : 0;
  });
}

/** Where the upstream gradient of a window stands in the bank of numbers. */
export const bankIndex = (window: number, out: number): number =>
  Math.floor(window / out) * upstreamSide + (window % out);

export const bankShape = [upstreamSide, upstreamSide] as const;

/** A wire of the convolution: from an output's gradient to an input cell, with its weight. */
export interface Wire {
  readonly window: number;
  readonly cell: number;
  readonly weight: number;
}

export interface WayBack {
  readonly plan: WindowPlan;
  /** [out · out] */
  readonly upstream: readonly number[];
  readonly kernel: readonly number[];
  /** Every wire, window by window. */
  readonly wires: readonly Wire[];
  /** ∂L/∂x [n · n], by walking the wires back. */
  readonly gradient: readonly number[];
  /** The convolution that gives the same: its plan, its input, its result [n · n]. */
  readonly full: WindowPlan;
  readonly holes: readonly number[];
  readonly correlated: readonly number[];
  /** The largest difference between both. */
  readonly difference: number;
}

export function walkBack(
  plan: WindowPlan,
  kernel: readonly number[],
  bank: readonly number[],
): WayBack {
  const upstream = Array.from({ length: plan.out ** 2 }, (_, w) => bank[bankIndex(w, plan.out)]);
  const gradient = correlateBack(upstream, kernel, plan, 'zero');
  const full = transposedPlan(plan);
  const holes = withHoles(upstream, plan);
  const correlated = correlate(holes, turned(kernel), full, 'zero');
  return {
    plan,
    upstream,
    kernel,
    gradient,
    full,
    holes,
    correlated,
    wires: upstream.flatMap((_, window) =>
      tapsOf(plan, 'zero', window)
        .filter(({ source }) => source >= 0)
        .map(({ source, weight }) => ({ window, cell: source, weight: kernel[weight] })),
    ),
    difference: Math.max(...gradient.map((value, i) => Math.abs(value - correlated[i]))),
  };
}

/** The gradient when the first `count` outputs have stamped theirs. */
export function stampedBy({ plan, kernel, upstream }: WayBack, count: number): readonly number[] {
  const sent = upstream.map((value, window) => (window < count ? value : 0));
  return correlateBack(sent, kernel, plan, 'zero');
}

/** Answers for the page's questions: see `cells` in the attributes. */
export function answerer(attributes: Attributes, _page: Page): Answer {
  return (cell, quantities, settings) => {
    const { planned, kernel, bank } = setupOf(attributes, quantities, settings);
    if ('refusal' in planned) return undefined;
    const back = walkBack(planned, kernel, bank);
    const [name, row, column] = cell.split('.');
    const at = (values: readonly number[], side: number) => {
      const inside = Number(row) < side && Number(column) < side;
      return inside ? values[Number(row) * side + Number(column)] : undefined;
    };
    switch (name) {
      case 'dx':
        return at(back.gradient, planned.size);
      case 'full':
        return at(back.correlated, planned.size);
      case 'g':
        return at(back.upstream, planned.out);
      case 'valid': {
        const plain = planWindow({ ...planned, stride: 1, padding: 'valid' });
        if ('refusal' in plain) return undefined;
        return at(walkBack(plain, kernel, bank).gradient, plain.size);
      }
      case 'difference':
        return back.difference;
      case 'out':
        return planned.out;
      case 'pad':
        return back.full.before;
    }
    return undefined;
  };
}
