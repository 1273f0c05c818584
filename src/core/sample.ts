import type { Attributes } from '../trace/graph.ts';
import type { Shape } from '../trace/tensor.ts';

/** Where a sample's sizes come from: a seeded source of whole numbers. */
export interface Sampler {
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  choice<T>(items: readonly T[]): T;
}

/** One input of a sample, without the batch axis. Values are real unless said otherwise. */
export interface SampleInput {
  readonly shape: Shape;
  /** `positive`: from 0.1 to 1; `bit`: 0 or 1. */
  readonly values?: 'real' | 'positive' | 'bit';
  /** The input holds indices, whole numbers below this one. */
  readonly below?: number;
}

/**
 * A small random case of a layer: shapes and attributes that fit each other. Every test that goes
 * over the whole table (finite differences, provenance, engines against each other) is fed by it.
 */
export interface LayerSample {
  readonly inputs: readonly SampleInput[];
  readonly attrs?: Attributes;
  readonly params?: Readonly<Record<string, Shape>>;
  /** Parameters that must be positive: variances. */
  readonly positive?: readonly string[];
  /** How many outputs the layer makes; 1 unless given. */
  readonly outputs?: number;
}

/** A shape of one to three axes, none longer than four. */
export function anyShape({ whole }: Sampler): Shape {
  return Array.from({ length: whole(1, 3) }, () => whole(1, 4));
}

/** [H, W, C] */
export function imageShape({ whole }: Sampler, least = 3): Shape {
  return [whole(least, least + 4), whole(least, least + 4), whole(1, 3)];
}

/** Rows of K scores and a label for each. */
export function scoresAndLabels(
  { whole }: Sampler,
  values?: SampleInput['values'],
): readonly SampleInput[] {
  const classes = whole(2, 6);
  return [
    { shape: [classes], values },
    { shape: [], below: classes },
  ];
}

/** Two tensors of one shape. */
export function twoAlike(sampler: Sampler, second?: SampleInput['values']): readonly SampleInput[] {
  const shape = anyShape(sampler);
  return [{ shape }, { shape, values: second }];
}

export const reductions = ['mean', 'sum', 'none'] as const;
