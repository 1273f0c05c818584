import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::jacobian-streams{experiment="streams" logits="z" mode="streams"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers and its controls. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('streams'),
  /** A quantity of 3 to 10 numbers; the figure has its own without one. */
  logits: quantity.optional(),
  /** The class that is right, counted from 0. */
  label: z.coerce.number().int().min(0).max(9).default(1),
  /** `streams`: single upstream entries on and off. `collapse`: the product shrinks to s − y. */
  mode: z.enum(['streams', 'collapse']).default('streams'),
  /** The upstream gradient: that of cross-entropy, or any that the reader types. */
  upstream: z.enum(['loss', 'own']).default('loss'),
  /** Whether the code takes the 1 off a copy of the probabilities or off them. */
  code: z.enum(['copy', 'alias']).default('copy'),
});

export type Attributes = z.output<typeof attributes>;

/** Names of listing lines. */
export const anchors = ['forward', 'chain', 'cancel', 'copy', 'subtract', 'loss'] as const;

/** Terms that formulas may light. */
export const terms = ['upstream', 'gradient', 'label', 'cancel', 'result'] as const;

/** `v.0` upstream, `dz.0` with the streams that are on, `stream.1.0`, `collapse.0`, `s.0`, `loss`. */
export const cells: readonly string[] = ['v', 'dz', 'stream', 'collapse', 's', 'loss'];
