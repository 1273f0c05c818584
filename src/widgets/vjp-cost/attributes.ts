import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::vjp-cost{experiment="cost" logits="z" upstream="v"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers and its controls. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('cost'),
  /** Up to 10 numbers; the figure fills up with its own. */
  logits: quantity.optional(),
  /** The upstream gradient, up to 10 numbers. */
  upstream: quantity.optional(),
  classes: z.enum(['3', '10', '1000', '50000']).default('3'),
  /** The whole matrix, the product without it, or a slope that was copied from the sigmoid. */
  code: z.enum(['full', 'vjp', 'diagonal']).default('full'),
});

export type Attributes = z.output<typeof attributes>;

/** Names of listing lines. */
export const anchors = [
  'given',
  'outer',
  'minus',
  'product',
  'dot',
  'shift',
  'scale',
  'slope',
  'times',
] as const;

/** Terms that formulas may light. */
export const terms = ['s', 'v', 'dot', 'shifted', 'dz', 'matrix'] as const;

/** `dz.0` the true gradient, `claim.0` that of the chosen code, `multiplications.full.1000`, … */
export const cells: readonly string[] = ['dz', 'claim', 'multiplications', 'additions', 'numbers'];
