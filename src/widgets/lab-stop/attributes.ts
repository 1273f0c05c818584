import { z } from 'zod';

/** `::lab-stop{experiment="journey" at="forward conv1" zoom="layer" title="The first convolution"}` */
export const attributes = z.strictObject({
  /** That of the `::lab-tour` which it drives. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('lab'),
  /** The step to go to: `forward conv1`, `loss`, `backward pool2`, `update`. */
  at: z
    .string()
    .regex(/^(?:(?:forward|backward) [a-z]\w*|loss|update)$/i, 'such as "forward conv1" or "loss"')
    .default('forward probs'),
  /** How near: the whole network, or the layer of the step. */
  zoom: z.enum(['network', 'layer']).default('network'),
  /** The words on its button. */
  title: z.string().min(1).default('Go there'),
});

export type Attributes = z.output<typeof attributes>;
