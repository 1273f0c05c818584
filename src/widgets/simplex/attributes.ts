import { z } from 'zod';

/** `::simplex{experiment="simplex" logits="scores"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('simplex'),
  /** A quantity of 3 numbers; the figure has its own, [1, 2, 3], without one. */
  logits: z.string().min(1).meta({ names: 'quantity' }).optional(),
  /** The temperature at first: one of the figure's own. */
  temperature: z.coerce.number().positive().default(1),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name. */
export const terms = ['softmax', 'tempered', 'sparsemax', 'path'] as const;

/** Heads of what `answer` knows. */
export const cells: readonly string[] = ['z', 'softmax', 'tempered', 'sparsemax', 'support'];
