import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::pooling-kinds{experiment="kinds" input="picture" upstream="g"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('kinds'),
  /** A 6 × 6 quantity; the figure has its own numbers without one. */
  input: quantity.optional(),
  /** A 3 × 3 quantity; a global pool, which has one output, gets the sum of all nine. */
  upstream: quantity.optional(),
  /** How many columns the input is moved to the right at first. */
  shift: z.coerce.number().int().min(0).max(3).default(0),
  /** Whether a ReLU stands before the pool. */
  relu: z.enum(['off', 'on']).default('off'),
});

export type Attributes = z.output<typeof attributes>;

/** Of formulas: each kind’s pooled numbers and gradients. */
export const terms = ['max', 'average', 'global-max', 'global-average'] as const;

/**
 * `max.0.1`, `average.0.1`, `global-max`, `global-average`: outputs. `dmax.0.1` and so on:
 * gradients at the input. `sum.max` and so on: all of a gradient added up; `sent`: what comes from
 * above. `moved.max`: outputs that the present shift has changed, or with `@2` that 2 columns do.
 */
export const cells: readonly string[] = [
  'max',
  'average',
  'global-max',
  'global-average',
  'dmax',
  'daverage',
  'dglobal-max',
  'dglobal-average',
  'sum',
  'sent',
  'moved',
];
