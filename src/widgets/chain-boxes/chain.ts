import { scalarGraphOf } from '../../core/autograd/scalar-graph.ts';
import { recordScalars, slopeName } from '../../core/autograd/scalar-trace.ts';
import { activationOf, gradientOf, savedOf, type Trace } from '../../trace/trace.ts';
import type { Quantities, Setting, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { boxNames } from './box-names.ts';

export type BoxName = (typeof boxNames)[number];

interface Box {
  /** On the box. */
  readonly title: string;
  /** What it does to the number that comes in. */
  program(input: string): string;
}

export const boxes: Readonly<Record<BoxName, Box>> = {
  triple: { title: '× 3', program: (input) => `3 * ${input}` },
  halve: { title: '÷ 2', program: (input) => `${input} / 2` },
  square: { title: 'square', program: (input) => `${input}^2` },
  sine: { title: 'sine', program: (input) => `sin(${input})` },
  exponential: { title: 'e to the', program: (input) => `exp(${input})` },
  relu: { title: 'ReLU', program: (input) => `relu(${input})` },
};

export const nudges = [0.5, 0.1, 0.01, 0.001] as const;
export const reach = 5;

/** What the reader has chosen. */
export interface Setup {
  readonly x: number;
  readonly nudge: number;
  readonly first: BoxName;
  readonly second: BoxName;
}

/** Two boxes in a row, run at x and at x + nudge. */
export interface Chain {
  readonly setup: Setup;
  readonly u: number;
  readonly y: number;
  /** The same after the nudge. */
  readonly nudgedU: number;
  readonly nudgedY: number;
  /** Slope of each box where it stands: ∂u/∂x and ∂y/∂u. */
  readonly first: number;
  readonly second: number;
  /** ∂y/∂x, as the backward pass finds it. */
  readonly product: number;
  /** (change of y) / (change of x) */
  readonly measured: number;
}

const run = ({ first, second }: Setup, x: number): Trace =>
  recordScalars(
    scalarGraphOf(`x = 0\nu = ${boxes[first].program('x')}\ny = ${boxes[second].program('u')}`),
    { x },
  );

const held = (trace: Trace, id: string): number => activationOf(trace, id).data[0];

/** The local slope that the node which makes `value` keeps for its `from`. */
function localSlope(trace: Trace, value: string, from: string): number {
  const node = trace.graph.nodes.find(({ outputs }) => outputs.includes(value));
  const slot = node?.inputs.indexOf(from) ?? -1;
  if (!node || slot < 0) throw new RangeError(`"${value}" does not read "${from}"`);
  return savedOf(trace, node.id, slopeName(slot)).data[0];
}

/** Everything that the figure shows, from the core's scalar trace in float64. */
export function runChain(setup: Setup): Chain {
  const { x, nudge } = setup;
  const trace = run(setup, x);
  const moved = run(setup, x + nudge);
  const y = held(trace, 'y');
  const nudgedY = held(moved, 'y');
  return {
    setup,
    u: held(trace, 'u'),
    y,
    nudgedU: held(moved, 'u'),
    nudgedY,
    first: localSlope(trace, 'u', 'x'),
    second: localSlope(trace, 'y', 'u'),
    product: gradientOf(trace, 'x').sum.data[0],
    measured: (nudgedY - y) / nudge,
  };
}

const isBox = (value: Setting | undefined): value is BoxName =>
  boxNames.some((name) => name === value);

/** The name of the quantity that holds x. */
export const inputName = ({ input, experiment }: Attributes): string =>
  input ?? `${experiment}/input`;

/** One number that the figure can show. */
export const fitsAsInput = (values: readonly number[]): boolean =>
  values.length === 1 && Math.abs(values[0]) <= reach;

/** What the page says is to be shown; what does not fit counts as not set. */
export function setupOf(attributes: Attributes, quantities: Quantities, settings: Settings): Setup {
  const of = (control: string) => settings[`${attributes.experiment}/${control}`];
  const values = quantities[inputName(attributes)]?.values;
  const nudge = of('nudge');
  const first = of('first');
  const second = of('second');
  return {
    x: values && fitsAsInput(values) ? values[0] : 1,
    nudge: nudges.find((size) => size === nudge) ?? 0.1,
    first: isBox(first) ? first : attributes.first,
    second: isBox(second) ? second : attributes.second,
  };
}
