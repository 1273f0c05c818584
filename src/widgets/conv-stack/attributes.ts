import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

/** `::conv-stack{experiment="stack" preset="three-small" size="28" channels="1"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('stack'),
  /** A quantity with a row for each layer: kernel, stride, dilation, padding, channels. */
  layers: quantity.optional(),
  /** The layers at first, if no quantity says so. */
  preset: z.enum(['three-small', 'one-large', 'dilated', 'strided']).default('three-small'),
  /** Rows, and columns, of the image. */
  size: z.string().regex(/^\d+$/, 'a whole number').default('28'),
  /** Channels of the image. */
  channels: z.string().regex(/^\d+$/, 'a whole number').default('1'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name. */
export const terms = ['size', 'params', 'field', 'jump', 'k', 's', 'd'] as const;

/**
 * By layer, counted from 1: `size.1`, `channels.1`, `params.1`, `field.1` (receptive field),
 * `jump.1`; `params`, `field` and `size` of the whole stack.
 */
export const cells: readonly string[] = ['size', 'channels', 'params', 'field', 'jump'];
