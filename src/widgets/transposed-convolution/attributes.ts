import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::transposed-convolution{experiment="back" size="5" padding="valid" way="collect"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('transposed'),
  /** A square quantity of at least as many rows as there are windows; its own numbers without one. */
  upstream: quantity.optional(),
  /** A square quantity, 1 × 1 to 3 × 3; its own kernel without one. */
  kernel: quantity.optional(),
  /** Rows, and columns, of the convolution's input. */
  size: z.enum(['4', '5', '6']).default('5'),
  padding: z.enum(['valid', 'same', 'full']).default('valid'),
  stride: z.enum(['1', '2', '3']).default('1'),
  /** Step by step from each output's gradient, or from each input cell. */
  way: z.enum(['stamp', 'collect']).default('stamp'),
  /** The step that the playhead rests on at first, from 0. */
  start: z.string().regex(/^\d+$/, 'a whole number').default('0'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name. */
export const terms = ['upstream', 'gradient', 'k', 'turned', 'holes', 'p', 's'] as const;

/** Lines of a listing that the playhead lights. */
export const anchors = ['stamp', 'collect', 'turn'] as const;

/**
 * `dx.0.0` the input's gradient, `full.0.0` the same by the other way, `g.0.0`, `difference`;
 * `valid.0.0` the gradient under *valid* with stride 1, whatever the controls say.
 */
export const cells: readonly string[] = ['dx', 'full', 'g', 'difference', 'out', 'pad', 'valid'];
