import { z } from 'zod';

/** `::softmax-compare{experiment="compare" logits="scores" mode="shares"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('compare'),
  /** A quantity of 2 to 10 numbers; the figure has its own without one. */
  logits: z.string().min(1).meta({ names: 'quantity' }).optional(),
  /**
   * `shares`: plain normalisation against softmax, with a constant to add and a temperature.
   * `logs`: log-softmax against the logarithm of softmax, in a number format.
   */
  mode: z.enum(['shares', 'logs']).default('shares'),
  format: z.enum(['float16', 'bfloat16', 'float32', 'float64']).default('float32'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name. */
export const terms = ['logits', 'plain', 'softmax', 'late', 'logs'] as const;

/** Heads of what `answer` knows. */
export const cells: readonly string[] = [
  'z',
  'plain',
  'softmax',
  'top',
  'late',
  'logp',
  'exact',
  'lse',
  'logsum',
];
