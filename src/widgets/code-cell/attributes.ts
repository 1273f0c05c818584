import { z } from 'zod';

/** `::code-cell{exercise="argmax-of-zeros"}`: backward passes of max-pooling to mend, or to acquit. */
export const attributes = z.strictObject({
  exercise: z.enum(['argmax-of-zeros', 'shaped-like-output', 'assign-not-add', 'suspect-is-right']),
});

export type Attributes = z.output<typeof attributes>;
