import type { Edge } from '../../core/receptive-field.ts';
import type { Drawing } from '../../digits/strokes.ts';
import type { Quantities, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { borders, paddingRules, planWindow, type Refusal, type WindowPlan } from './geometry.ts';
import { largestKernel, presets, turned } from './kernels.ts';
import { correlate } from './passes.ts';
import { digitOf, pictureOf, pictureSide } from './pictures.ts';
import { paddedImage } from './window-sum.ts';

/** Names of the page's quantities. */
export const inputName = ({ experiment, input }: Attributes) => input ?? `${experiment}/input`;
export const kernelName = ({ experiment, kernel }: Attributes) => kernel ?? `${experiment}/kernel`;

export const pictureNames = ['numbers', 'disc', 'stripes', 'house', 'digit'] as const;
export const modes = ['correlation', 'convolution'] as const;
export const paces = ['window', 'product'] as const;
export const strides = [1, 2, 3] as const;

const defaultInput = [2, 1, 0, 1, 3, 1, 0, 2, 4, 1, 0, 3, 5, 2, 0, 1, 4, 2, 0, 1, 3, 1, 0, 2, 2];

/** What the controls say, each checked; what does not fit counts as written. */
export interface Setup {
  readonly picture: (typeof pictureNames)[number];
  readonly padding: (typeof paddingRules)[number];
  readonly border: Edge;
  readonly stride: number;
  readonly dilation: number;
  readonly mode: (typeof modes)[number];
  readonly pace: (typeof paces)[number];
}

export function setupOf(written: Attributes, settings: Settings): Setup {
  const chosen = <T extends string | number>(name: string, options: readonly T[], otherwise: T) => {
    const wanted = settings[`${written.experiment}/${name}`];
    return options.find((option) => option === wanted) ?? otherwise;
  };
  return {
    picture: chosen('picture', pictureNames, written.picture),
    padding: chosen('padding', paddingRules, written.padding),
    border: chosen('border', borders, written.border),
    stride: chosen('stride', strides, Number(written.stride)),
    dilation: chosen('dilation', strides, Number(written.dilation)),
    mode: chosen('mode', modes, written.mode),
    pace: chosen('pace', paces, written.pace),
  };
}

/** The numbers of a square quantity of `least` to `most` rows, or undefined if it is none. */
function maybeSquare(
  quantities: Quantities,
  name: string,
  least: number,
  most: number,
): readonly number[] | undefined {
  const values = quantities[name]?.values;
  if (!values) return undefined;
  const side = Math.sqrt(values.length);
  const fits = Number.isInteger(side) && side >= least && side <= most;
  return fits && values.every(Number.isFinite) ? values : undefined;
}

export interface Numbers {
  readonly input: readonly number[];
  readonly kernel: readonly number[];
  /** Quantities whose numbers do not fit, so that the written ones stand in. */
  readonly misfits: readonly string[];
}

/** The page's numbers, checked. */
export function numbersOf(attributes: Attributes, quantities: Quantities): Numbers {
  const input = maybeSquare(quantities, inputName(attributes), 2, 8);
  const kernel = maybeSquare(quantities, kernelName(attributes), 1, largestKernel);
  const present = (name: string, found: unknown) =>
    found === undefined && quantities[name] !== undefined ? [name] : [];
  return {
    input: input ?? defaultInput,
    kernel: kernel ?? presets[attributes.preset].make(3),
    misfits: [...present(inputName(attributes), input), ...present(kernelName(attributes), kernel)],
  };
}

/** What lies under the kernel: numbers, a picture, or the digit. Row by row. */
export function imageOf(setup: Setup, { input }: Numbers, drawing: Drawing): readonly number[] {
  if (setup.picture === 'numbers') return input;
  return setup.picture === 'digit' ? digitOf(drawing) : pictureOf(setup.picture);
}

/** The window that setup and numbers ask for, or why there is none. */
export function planOf(setup: Setup, { input, kernel }: Numbers): WindowPlan | Refusal {
  return planWindow({
    size: setup.picture === 'numbers' ? Math.sqrt(input.length) : pictureSide,
    kernel: Math.sqrt(kernel.length),
    stride: setup.stride,
    dilation: setup.dilation,
    padding: setup.padding,
  });
}

/** One convolution with all its numbers. */
export interface Run {
  readonly plan: WindowPlan;
  readonly border: Edge;
  /** [n · n] */
  readonly x: readonly number[];
  /** [padded · padded] */
  readonly padded: readonly number[];
  /** [k · k], as they lie on the window: turned, if that is the mode. */
  readonly weights: readonly number[];
  /** [out · out] */
  readonly y: readonly number[];
}

export function runScene(
  plan: WindowPlan,
  { border, mode }: Pick<Setup, 'border' | 'mode'>,
  x: readonly number[],
  kernel: readonly number[],
): Run {
  const weights = mode === 'convolution' ? turned(kernel) : kernel;
  return {
    plan,
    border,
    x,
    padded: paddedImage(x, plan, border),
    weights,
    y: correlate(x, weights, plan, border),
  };
}
