import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::max-pool{experiment="routing" input="x" upstream="g"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers and its playhead. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('pool'),
  /** A 4 × 4 quantity; the figure has its own numbers without one. */
  input: quantity.optional(),
  /** A 3 × 3 quantity; as many of its rows and columns count as there are windows. */
  upstream: quantity.optional(),
  size: z.enum(['2', '3']).default('2'),
  stride: z.enum(['1', '2']).default('2'),
  /** Where the playhead rests at first: after the forward pass, or at the very end. */
  start: z.enum(['forward', 'end']).default('end'),
  /**
   * `route`: the passes alone. `bugs`: with three wrong backward passes and the proof beside.
   * `ties`: with three ways to settle a tie and the proof beside.
   */
  mode: z.enum(['route', 'bugs', 'ties']).default('route'),
  rule: z.enum(['truth', 'zeros', 'shape', 'assign', 'last', 'shared']).default('truth'),
});

export type Attributes = z.output<typeof attributes>;

/** Of formulas: the grids, from the input round to its gradient. */
export const terms = ['x', 'y', 'delta', 'dx'] as const;

/** Of listings: a window is looked at, its largest found and kept; its switch read, its δ sent. */
export const anchors = ['window', 'largest', 'keep', 'switch', 'route'] as const;

/**
 * `y.0.1` a pooled number, `dx.1.1` a gradient, `claim.1.1` what the chosen backward pass says of
 * it, `ties` windows whose largest number stands there twice, `sum` and `sent` of all gradients
 * below and above. With the lesson's window, or after an @ another: `dx.1.1@2.1`.
 */
export const cells: readonly string[] = ['y', 'dx', 'claim', 'ties', 'sum', 'sent'];
