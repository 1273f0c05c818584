import { z } from 'zod';

/** `::lab-tour{experiment="journey" network="cnn" label="8" at="forward probs"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('lab'),
  network: z.enum(['cnn', 'mlp']).default('cnn'),
  /** The digit whose loss is sent back. */
  label: z.coerce.number().int().min(0).max(9).default(8),
  /** The step that it begins at: `forward conv1`, `loss`, `backward pool2`, `update`. */
  at: z
    .string()
    .regex(/^(?:(?:forward|backward) [a-z]\w*|loss|update)$/i, 'such as "forward conv1" or "loss"')
    .optional(),
});

export type Attributes = z.output<typeof attributes>;

/**
 * Of the digit on the pad: `loss`, `guess`, `p.3` a probability, `score.3`, `slope.3` the gradient
 * of a score and `sign.3` its sign, `silent` how many of the last hidden units are 0, `inked` and `sloped` how many of
 * the 784 pixels have ink and a gradient, `parameters` how many numbers the network has learned.
 */
export const cells: readonly string[] = [
  'loss',
  'guess',
  'p',
  'score',
  'slope',
  'sign',
  'silent',
  'inked',
  'sloped',
  'parameters',
];
