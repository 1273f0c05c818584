import type { Expression } from '../trace/expression.ts';
import type { Attributes } from '../trace/graph.ts';
import type { Moments } from '../trace/step.ts';
import type { Shape } from '../trace/tensor.ts';
import type { Ops } from './ops.ts';
import type { LayerSample, Sampler } from './sample.ts';

export type Named<T> = Readonly<Record<string, T>>;

/** What a forward pass hands on: outputs to the graph, `saved` to the layer's own way back. */
export interface Forward<H> {
  readonly outputs: readonly H[];
  readonly saved: Named<H>;
}

/**
 * What goes back. An input without a gradient (class labels) is undefined. Parameters by the
 * layer's own names.
 */
export interface Backward<H> {
  readonly inputs: readonly (H | undefined)[];
  readonly params: Named<H>;
}

export interface LayerShapes {
  readonly inputs: readonly Shape[];
  readonly params: Named<Shape>;
  readonly outputs: readonly Shape[];
}

/** The formula as TeX, and where it comes from. Plain symbols only: no macros of our own. */
export interface LayerFormula {
  readonly forward: string;
  readonly backward: string;
  readonly source: string;
}

/**
 * How an explanation names cells: each function makes a leaf of the expression tree. `index` is
 * flat and row-major in the tensor it names.
 */
export interface Provenance extends LayerShapes {
  input(slot: number, index: number): Expression;
  output(slot: number, index: number): Expression;
  param(role: string, index: number): Expression;
  saved(name: string, index: number): Expression;
  /** The gradient of the loss with respect to the node's output. */
  upstream(slot: number, index: number): Expression;
  /** What a cell holds in the trace: for rules that depend on data, such as class labels. */
  read(expression: Expression): number;
}

/**
 * One kind of layer, whole: shapes, forward, vector–Jacobian product, moments, provenance and the
 * formula, in one file. Rules are pure and written over opaque handles, so that what is drawn and
 * what trains are the same on every engine.
 */
export interface LayerDefinition<A> {
  /** The layer's own names for its parameters, in order; where they depend on the attributes, how. */
  readonly params: readonly string[] | ((attrs: A) => readonly string[]);
  /** Where the attributes change it, how. */
  readonly formula: LayerFormula | ((attrs: A) => LayerFormula);
  /** Reads and checks the attributes of a node; throws a `LayerError`. */
  attributes(reader: AttributeReader): A;
  /** Shapes of the outputs; throws a RangeError that says what misfits. Batch axis included. */
  shapes(attrs: A, inputs: readonly Shape[], params: Named<Shape>): readonly Shape[];
  forward<H>(ops: Ops<H>, attrs: A, params: Named<H>, inputs: readonly H[]): Forward<H>;
  vjp<H>(
    ops: Ops<H>,
    attrs: A,
    params: Named<H>,
    saved: Named<H>,
    upstreams: readonly H[],
    wanted: Wanted,
  ): Backward<H>;
  /**
   * On which side of each of its kinks every number lies, as tensors [N, …] of whole numbers: a
   * ReLU's open gates, a pool's winners. Where two runs differ in them, the straight line between
   * the two means nothing. Left out by layers that are smooth.
   */
  sides?<H>(ops: Ops<H>, attrs: A, inputs: readonly H[], saved: Named<H>): readonly H[];
  /** Whether the samples of a batch depend on each other, as in batch norm's statistics. */
  mixesSamples?(attrs: A): boolean;
  /** A small random case: what every test over the whole table is fed by. */
  sample(sampler: Sampler): LayerSample;
  /** What happens inside its step, in order. */
  moments(attrs: A, shapes: LayerShapes): Moments;
  /** What made cell `index` of output `slot`. */
  explainOutput(attrs: A, from: Provenance, slot: number, index: number): Expression;
  /** Σ local derivative × upstream for cell `index` of input `slot`. */
  explainInputGradient(attrs: A, from: Provenance, slot: number, index: number): Expression;
  /** Σ local derivative × upstream for cell `index` of a parameter. */
  explainParamGradient(attrs: A, from: Provenance, role: string, index: number): Expression;
  /** What made a cell of a saved intermediate; undefined for a name that stands for itself. */
  explainSaved?(attrs: A, from: Provenance, name: string, index: number): Expression | undefined;
}

/** Whether the gradients of the inputs are needed at all (the first layer's are not in training). */
export interface Wanted {
  readonly inputs: boolean;
}

/** A layer with its attributes read: what the executor calls. */
export interface BoundLayer {
  readonly params: readonly string[];
  readonly formula: LayerFormula;
  shapes(inputs: readonly Shape[], params: Named<Shape>): readonly Shape[];
  forward<H>(ops: Ops<H>, params: Named<H>, inputs: readonly H[]): Forward<H>;
  vjp<H>(
    ops: Ops<H>,
    params: Named<H>,
    saved: Named<H>,
    upstreams: readonly H[],
    wanted: Wanted,
  ): Backward<H>;
  sides<H>(ops: Ops<H>, inputs: readonly H[], saved: Named<H>): readonly H[];
  readonly mixesSamples: boolean;
  moments(shapes: LayerShapes): Moments;
  explainOutput(from: Provenance, slot: number, index: number): Expression;
  explainInputGradient(from: Provenance, slot: number, index: number): Expression;
  explainParamGradient(from: Provenance, role: string, index: number): Expression;
  explainSaved(from: Provenance, name: string, index: number): Expression | undefined;
}

/** A kind of layer, its attribute type hidden: one row of the table in `layers.ts`. */
export interface Layer {
  sample(sampler: Sampler): LayerSample;
  bind(where: string, attrs: Attributes): BoundLayer;
}

/** A node that cannot be run; the message names the layer, what was expected and what was given. */
export class LayerError extends Error {
  override readonly name = 'LayerError';
}

/** Wraps a definition: the type of its attributes stays inside. */
export function defineLayer<A>(definition: LayerDefinition<A>): Layer {
  return {
    sample: definition.sample,
    bind(where, given) {
      const reader = new AttributeReader(where, given);
      const attrs = definition.attributes(reader);
      reader.finish();
      const { params: named } = definition;
      const roles = typeof named === 'function' ? named(attrs) : named;
      return {
        params: roles,
        formula:
          typeof definition.formula === 'function' ? definition.formula(attrs) : definition.formula,
        shapes(inputs, params) {
          for (const role of roles) {
            if (params[role] === undefined) {
              throw new LayerError(`${where}: the parameter "${role}" is missing`);
            }
          }
          try {
            return definition.shapes(attrs, inputs, params);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
            throw new LayerError(`${where}: ${error.message}`);
          }
        },
        forward: (ops, params, inputs) => definition.forward(ops, attrs, params, inputs),
        vjp: (ops, params, saved, upstreams, wanted) =>
          definition.vjp(ops, attrs, params, saved, upstreams, wanted),
        sides: (ops, inputs, saved) => definition.sides?.(ops, attrs, inputs, saved) ?? [],
        mixesSamples: definition.mixesSamples?.(attrs) ?? false,
        moments: (shapes) => definition.moments(attrs, shapes),
        explainOutput: (from, slot, index) => definition.explainOutput(attrs, from, slot, index),
        explainInputGradient: (from, slot, index) =>
          definition.explainInputGradient(attrs, from, slot, index),
        explainParamGradient: (from, role, index) =>
          definition.explainParamGradient(attrs, from, role, index),
        explainSaved: (from, name, index) => definition.explainSaved?.(attrs, from, name, index),
      };
    },
  };
}

/** Reads a node's attributes by type, with defaults, and complains of what nobody asked for. */
export class AttributeReader {
  readonly #where: string;
  readonly #given: Attributes;
  readonly #asked = new Set<string>();

  constructor(where: string, given: Attributes) {
    this.#where = where;
    this.#given = given;
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const given = this.#take(name);
    if (given === undefined) return fallback;
    const chosen = choices.find((choice) => choice === given);
    if (chosen !== undefined) return chosen;
    return this.#fail(name, `one of ${choices.join(', ')}`, given);
  }

  flag(name: string, fallback: boolean): boolean {
    const given = this.#take(name) ?? fallback;
    return typeof given === 'boolean' ? given : this.#fail(name, 'true or false', given);
  }

  number(name: string, fallback: number, low: number, high: number): number {
    const given = this.#take(name) ?? fallback;
    if (typeof given === 'number' && given >= low && given <= high) return given;
    return this.#fail(name, `a number from ${low} to ${high}`, given);
  }

  /** A whole number ≥ 1. */
  count(name: string, fallback: number): number {
    const given = this.#take(name) ?? fallback;
    return isCount(given) ? given : this.#fail(name, 'a whole number ≥ 1', given);
  }

  /** A list of numbers from `low` to `high`; empty when it is not given. */
  numbers(name: string, low: number, high: number): readonly number[] {
    const given = this.#take(name) ?? [];
    const items: readonly unknown[] = Array.isArray(given) ? given : [given];
    const fits = (item: unknown): item is number =>
      typeof item === 'number' && item >= low && item <= high;
    const numbers = items.filter(fits);
    if (numbers.length === items.length) return numbers;
    return this.#fail(name, `a list of numbers from ${low} to ${high}`, given);
  }

  /** Two whole numbers ≥ 1 (rows, columns); a single number stands for both. */
  pair(name: string, fallback: readonly [number, number]): readonly [number, number] {
    const given = this.#take(name) ?? fallback;
    const sides = typeof given === 'number' ? [given, given] : given;
    if (Array.isArray(sides) && sides.length === 2) {
      const [y, x]: readonly unknown[] = sides;
      if (isCount(y) && isCount(x)) return [y, x];
    }
    return this.#fail(name, 'a whole number ≥ 1 or two of them', given);
  }

  /** Throws when an attribute was given that nobody read. */
  finish(): void {
    for (const name of Object.keys(this.#given)) {
      if (this.#asked.has(name)) continue;
      const known = [...this.#asked].join(', ') || 'none';
      throw new LayerError(`${this.#where}: unknown attribute "${name}"; known are: ${known}`);
    }
  }

  #take(name: string): unknown {
    this.#asked.add(name);
    return this.#given[name];
  }

  #fail(name: string, expected: string, given: unknown): never {
    throw new LayerError(
      `${this.#where}: the attribute "${name}" must be ${expected}, got ${JSON.stringify(given)}`,
    );
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

/** A RangeError unless the layer got this many inputs. */
export function expectInputs(inputs: readonly Shape[], count: number): void {
  if (inputs.length !== count) {
    throw new RangeError(`takes ${count} input${count === 1 ? '' : 's'}, got ${inputs.length}`);
  }
}
