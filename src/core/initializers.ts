import type { Graph, ParamId } from '../trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../trace/tensor.ts';
import { type Adjustable, finite, notNegative, settingsOf } from './settings.ts';

/** Where random numbers come from; the caller brings a seeded one. */
export interface RandomSource {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  normal(mean: number, deviation: number): number;
}

export interface Fans {
  /** How many inputs feed one unit. */
  readonly in: number;
  /** How many units one input feeds. */
  readonly out: number;
}

/**
 * Dense [out, in] → in, out; kernel […, C, O], e.g. HWIO → window · C, window · O. A row has its
 * length both ways.
 */
export function fansOf(shape: Shape): Fans {
  if (shape.length < 2) return { in: sizeOf(shape), out: sizeOf(shape) };
  if (shape.length === 2) return { in: shape[1], out: shape[0] };
  const window = sizeOf(shape.slice(0, -2));
  const [channels, outs] = shape.slice(-2);
  return { in: window * channels, out: window * outs };
}

/** One number of a parameter with these fans; called once for each, in row-major order. */
type Draw = (random: RandomSource, fans: Fans) => number;

/** A way to fill a weight. */
export interface Initializer<Settings extends object> extends Adjustable<Settings> {
  readonly title: string;
  /** What is drawn, as TeX. */
  readonly formula: string;
  readonly source: string;
  readonly draw: (settings: Settings) => Draw;
}

type None = Record<never, never>;

export interface InitializerSettings {
  zeros: None;
  constant: { readonly value: number };
  uniform: { readonly limit: number };
  normal: { readonly deviation: number };
  glorotUniform: None;
  glorotNormal: None;
  heUniform: None;
  heNormal: None;
}

export type InitializerName = keyof InitializerSettings;

const none = { defaults: {}, limits: {} };
const glorot = 'Glorot, Bengio: Understanding the difficulty of training deep networks (2010)';
const he = 'He et al.: Delving deep into rectifiers (2015)';
const within = (random: RandomSource, limit: number): number => random.between(-limit, limit);

/** Every initialiser by name. Normal ones are not truncated (as PyTorch's, not Keras's). */
export const initializers: {
  readonly [N in InitializerName]: Initializer<InitializerSettings[N]>;
} = {
  zeros: {
    ...none,
    name: 'zeros',
    title: 'Zeros',
    formula: 'W = 0',
    source: 'the mistake to start with: all units of a layer stay the same',
    draw: () => () => 0,
  },
  constant: {
    name: 'constant',
    title: 'Constant',
    formula: 'W = c',
    source: 'as zeros',
    defaults: { value: 0.01 },
    limits: { value: finite },
    draw:
      ({ value }) =>
      () =>
        value,
  },
  uniform: {
    name: 'uniform',
    title: 'Uniform',
    formula: 'W \\sim U(-a, a)',
    source: 'variance a²/3, whatever the layer',
    defaults: { limit: 0.05 },
    limits: { limit: notNegative },
    draw:
      ({ limit }) =>
      (random) =>
        within(random, limit),
  },
  normal: {
    name: 'normal',
    title: 'Normal',
    formula: 'W \\sim N(0, \\sigma^2)',
    source: 'variance σ², whatever the layer',
    defaults: { deviation: 0.01 },
    limits: { deviation: notNegative },
    draw:
      ({ deviation }) =>
      (random) =>
        random.normal(0, deviation),
  },
  glorotUniform: {
    ...none,
    name: 'glorotUniform',
    title: 'Glorot, uniform',
    formula: 'W \\sim U(-a, a),\\quad a = \\sqrt{6 / (\\text{in} + \\text{out})}',
    source: glorot,
    draw: () => (random, fans) => within(random, Math.sqrt(6 / (fans.in + fans.out))),
  },
  glorotNormal: {
    ...none,
    name: 'glorotNormal',
    title: 'Glorot, normal',
    formula: 'W \\sim N(0, 2 / (\\text{in} + \\text{out}))',
    source: glorot,
    draw: () => (random, fans) => random.normal(0, Math.sqrt(2 / (fans.in + fans.out))),
  },
  heUniform: {
    ...none,
    name: 'heUniform',
    title: 'He, uniform',
    formula: 'W \\sim U(-a, a),\\quad a = \\sqrt{6 / \\text{in}}',
    source: he,
    draw: () => (random, fans) => within(random, Math.sqrt(6 / fans.in)),
  },
  heNormal: {
    ...none,
    name: 'heNormal',
    title: 'He, normal',
    formula: 'W \\sim N(0, 2 / \\text{in})',
    source: he,
    draw: () => (random, fans) => random.normal(0, Math.sqrt(2 / fans.in)),
  },
};

/** A tensor of this shape, float32, drawn number by number in row-major order. */
export function initialTensor<N extends InitializerName>(
  shape: Shape,
  name: N,
  given: Partial<InitializerSettings[N]>,
  random: RandomSource,
): HostTensor {
  const initializer = initializers[name];
  const draw = initializer.draw(settingsOf(initializer, given));
  const fans = fansOf(shape);
  return filled(shape, () => draw(random, fans));
}

/** What a row (a parameter of one axis) starts from, by the layer's own name for it; else 0. */
const rowStarts: Readonly<Record<string, number>> = { gamma: 1, alpha: 0.25 };

/**
 * Every parameter of a network, in the graph's order: weights and kernels (two axes or more) by the
 * initialiser, scales 1, PReLU's slopes ¼, biases and all other rows 0. Rows draw nothing, so the
 * stream of random numbers is that of the weights alone.
 */
export function initialParams<N extends InitializerName>(
  graph: Graph,
  name: N,
  given: Partial<InitializerSettings[N]>,
  random: RandomSource,
): Record<ParamId, HostTensor> {
  return paramsOf(graph, (shape) => initialTensor(shape, name, given, random));
}

/** `initialParams` with `heUniform`, from uniform numbers alone. */
export function heUniform(
  graph: Graph,
  between: RandomSource['between'],
): Record<ParamId, HostTensor> {
  return paramsOf(graph, (shape) => {
    const limit = Math.sqrt(6 / fansOf(shape).in);
    return filled(shape, () => between(-limit, limit));
  });
}

function paramsOf(graph: Graph, weight: (shape: Shape) => HostTensor): Record<ParamId, HostTensor> {
  const roles = new Map(
    graph.nodes.flatMap(({ params }) => Object.entries(params).map(([role, id]) => [id, role])),
  );
  return Object.fromEntries(
    graph.params.map(({ id, shape }) => {
      if (shape.length > 1) return [id, weight(shape)];
      const role = roles.get(id) ?? '';
      const start = Object.hasOwn(rowStarts, role) ? rowStarts[role] : 0;
      return [id, filled(shape, () => start)];
    }),
  );
}

const filled = (shape: Shape, number: () => number): HostTensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from({ length: sizeOf(shape) }, number),
});
