import { z } from 'zod';

/** `::code-cell{exercise="argmax-of-zeros" experiment="mend-corner" folded="yes"}`: backward passes of max-pooling to mend, or to acquit. */
export const attributes = z.strictObject({
  /** What the address calls this cell: whether it is open stands there. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('cell'),
  exercise: z.enum(['argmax-of-zeros', 'shaped-like-output', 'assign-not-add', 'suspect-is-right']),
  /** Whether the cell is folded away under its title and its task until the reader opens it. */
  folded: z.enum(['yes', 'no']).default('no'),
});

export type Attributes = z.output<typeof attributes>;
