import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

const index = z.coerce.number().int().min(0).max(9);

/** `::softmax-jacobian{experiment="jacobian" logits="z"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers and its controls. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('jacobian'),
  /** A quantity of 3 to 10 numbers; the figure has its own without one. */
  logits: quantity.optional(),
  /** How many logits the figure's own numbers are. */
  classes: z.coerce.number().int().min(3).max(10).default(3),
  /** Typed logits, or those of the reader's own digit. */
  source: z.enum(['typed', 'digit']).default('typed'),
  /** The cell whose derivation is open, counted from 0. */
  row: index.default(0),
  column: index.default(1),
  /** Whether the nudged column stands beside the formula's. */
  nudge: z.enum(['shown', 'hidden']).default('shown'),
});

export type Attributes = z.output<typeof attributes>;

/** Terms that formulas may light: `\term{jacobian:diagonal}{…}`. */
export const terms = [
  'logits',
  'probabilities',
  'cell',
  'diagonal',
  'rest',
  'row',
  'column',
  'sums',
] as const;

/** `J.0.1` an entry, `s.0` a probability, `z.0` a logit, `nudged.0` the nudged column, `slope(0.9)`. */
export const cells: readonly string[] = [
  'J',
  's',
  'z',
  'nudged',
  'rank',
  'classes',
  'rowsum',
  'slope',
];
