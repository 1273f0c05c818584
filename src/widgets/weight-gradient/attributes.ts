import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::weight-gradient{experiment="weights" logits="z" features="x"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers and its controls. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('weights'),
  /** The first three numbers of a quantity; the figure has its own without one. */
  logits: quantity.optional(),
  /** The layer's inputs: the first three or four numbers of a quantity. */
  features: quantity.optional(),
  /** The class that is right, counted from 0. */
  label: z.coerce.number().int().min(0).max(2).default(1),
  inputs: z.enum(['3', '4']).default('3'),
  /** The true update, or the logits' gradient taken for that of the weights. */
  code: z.enum(['outer', 'logits']).default('outer'),
});

export type Attributes = z.output<typeof attributes>;

/** Names of listing lines. */
export const anchors = ['dz', 'outer', 'update'] as const;

/** Terms that formulas may light. */
export const terms = ['dz', 'x', 'dW'] as const;

/** `dz.0`, `dW.0.2`, the code's own `step.0.2`, `loss` before and `after` one step, the largest. */
export const cells: readonly string[] = ['dz', 'dW', 'step', 'loss', 'after', 'largest'];
