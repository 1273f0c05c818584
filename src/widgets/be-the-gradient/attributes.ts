import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::be-the-gradient{kind="max-pool" experiment="hand" input="x" upstream="g"}` */
export const attributes = z.strictObject({
  /** What the reader stands in for. */
  kind: z.enum(['max-pool', 'relu', 'dense', 'softmax']).default('max-pool'),
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('gradient'),
  /** max-pool: 4 × 4. relu: 2 to 8 in a row. dense: 2 to 4. softmax: 2 to 6 logits. */
  input: quantity.optional(),
  /** max-pool: 3 × 3, of which as many count as there are windows. Else one for each output. */
  upstream: quantity.optional(),
  /** dense: one row for each output, one column for each input. */
  weights: quantity.optional(),
  /** The window and stride of max-pool. */
  size: z.enum(['2', '3']).default('2'),
  stride: z.enum(['1', '2']).default('2'),
  /**
   * max-pool, relu, dense: the numbers of the reader's own digit in the shipped convolutional net,
   * rounded to two digits, with the label of the `::lab-tour` of this experiment sent back.
   */
  digit: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .optional(),
  /** 0: the numbers above, or the figure's own. Else the board that this seed draws. */
  seed: z.coerce.number().int().min(0).max(9999).default(0),
});

export type Attributes = z.output<typeof attributes>;
export type Kind = Attributes['kind'];

/**
 * `dx.0` the true gradient of an input, counted from 0 in reading order; `right` and `of` how much
 * of what the reader has done is right.
 */
export const cells: readonly string[] = ['dx', 'right', 'of'];
