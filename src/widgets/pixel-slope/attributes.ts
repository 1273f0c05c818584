import { z } from 'zod';

const whole = (min: number, max: number, fallback: string) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
    .refine((text) => Number(text) >= min && Number(text) <= max, `from ${min} to ${max}`)
    .default(fallback);

/** `::pixel-slope{experiment="nudge" mode="slope"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share the pixel, the nudge and the steps. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('nudge'),
  /**
   * `nudge`: one pixel, and what the network says. `slope`: the loss over that pixel's ink, its
   * slope, and the slopes of all pixels. `descend`: steps downhill, of the picture or the weights.
   */
  mode: z.enum(['nudge', 'slope', 'descend']).default('nudge'),
  network: z.enum(['cnn', 'mlp']).default('cnn'),
  /** What a step downhill moves at first. */
  moves: z.enum(['pixels', 'weights']).default('pixels'),
  /**
   * The `::lab-tour` whose digit and label this figure takes; the label above is what that one is
   * written with. Else the hasty five stands in while nothing is drawn.
   */
  digit: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .optional(),
  /** What the drawing is meant to be, until the reader says otherwise. */
  label: whole(0, 9, '5'),
  /** The pixel chosen at first, counted row by row from 0. */
  pixel: whole(0, 783, '513'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may link to. */
export const terms = ['loss', 'ink', 'slope'] as const;

/** What questions and live numbers may ask for. */
export const cells: readonly string[] = [
  'loss',
  'before',
  'slope',
  'direction',
  'promised',
  'misread',
  'rival',
  'p',
  'guess',
];
