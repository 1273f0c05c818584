import { z } from 'zod';

/** `::max-pool-digit{experiment="sea" rule="first" map="1"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('sea'),
  /** Who gets the gradient of a tie: the first in reading order, the last, or all in shares. */
  rule: z.enum(['first', 'last', 'shared']).default('first'),
  /** The feature map that is looked at, from 1 to 8. */
  map: z.coerce.number().int().min(1).max(8).default(1),
  /** The label whose loss is sent back. */
  label: z.coerce.number().int().min(0).max(9).default(8),
});

export type Attributes = z.output<typeof attributes>;
