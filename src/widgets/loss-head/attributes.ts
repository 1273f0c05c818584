import { z } from 'zod';

const quantity = z.string().min(1).meta({ names: 'quantity' });
const loss = z.enum([
  'once',
  'twice',
  'smooth',
  'focal',
  'weighted',
  'classes',
  'epsilon',
  'clipped',
  'binary',
  'slope',
  'slope-of-slope',
  'linear',
]);

/** `::loss-head{experiment="head" logits="z" label="y" left="once" right="twice"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its logits and labels. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('head'),
  /** A quantity [K] or [N, K]; the figure has its own without one. */
  logits: quantity.optional(),
  /** A quantity of one number or [N]: each sample's class, counted from 0. */
  label: quantity.optional(),
  /** The logits of the one sample, where no quantity is named. */
  start: z
    .string()
    .regex(/^-?\d+(\.\d+)?( -?\d+(\.\d+)?){1,9}$/, 'two to ten numbers with spaces between')
    .default('1 2 0.5'),
  /** Its class, where no quantity is named. */
  startLabel: z.coerce.number().int().min(0).max(9).default(1),
  /** The two losses that stand side by side. */
  left: loss.default('once'),
  right: loss.default('twice'),
});

export type Attributes = z.output<typeof attributes>;

export const terms = ['logits', 'target', 'p', 'loss', 'gradient', 'sum'] as const;

export const anchors = ['softmax', 'target', 'loss', 'gradient'] as const;

/**
 * Of the first sample: `p.0` a prediction, `t.0` its target, `d.0` the gradient of its logit (`d.2.0`
 * of the third), `sum` of those; `loss`, the mean over the samples. Of plain cross-entropy, or after an @ of another
 * loss: `loss@twice`.
 */
export const cells: readonly string[] = ['p', 't', 'd', 'sum', 'loss'];
