import { z } from 'zod';

/** `::softmax-stages{experiment="stages" logits="logits" format="float32"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers and its playhead. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('stages'),
  /** A quantity of 2 to 10 numbers; the figure has its own, [50, 90, 100], without one. */
  logits: z.string().min(1).meta({ names: 'quantity' }).optional(),
  format: z.enum(['float16', 'bfloat16', 'float32', 'float64']).default('float32'),
  /** Which of the two computations stands in the foreground: its bits are shown, its code is lit. */
  form: z.enum(['naive', 'shifted']).default('naive'),
  /** Subnormal results become 0, as on many GPUs. */
  flush: z.enum(['yes', 'no']).default('no'),
  /** Whether subnormals can be flushed in it, and the reader's own GPU asked. */
  device: z.enum(['yes', 'no']).default('yes'),
  /** Where the playhead rests at first. */
  start: z.enum(['logits', 'shift', 'exp', 'sum', 'divide']).default('divide'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name: the largest logit, the powers of e, their sum, the probabilities. */
export const terms = ['maximum', 'powers', 'sum', 'probabilities'] as const;

/** Lines of a listing that the playhead lights. */
export const anchors = ['shift', 'exp', 'sum', 'divide'] as const;

/** Heads of what `answer` knows. */
export const cells: readonly string[] = [
  'z',
  'max',
  'shifted',
  'exp',
  'sum',
  'p',
  'naive',
  'infinite',
  'infinities',
  'nans',
  'zeros',
  'limit',
];
