import { z } from 'zod';

/** `::surprise-curve{experiment="curve" probability="p"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its point. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('surprise'),
  /** A quantity of one number, 0 … 1; the figure has its own without one. */
  probability: z.string().min(1).meta({ names: 'quantity' }).optional(),
  /** Where the point stands at first, where no quantity is named. */
  start: z.coerce.number().min(0).max(1).default(0.0695),
  /**
   * `curve`: −ln p alone. `guard`: with what is added inside the logarithm, and number formats.
   * `bends`: beside a loss that bends the curve.
   */
  mode: z.enum(['curve', 'guard', 'bends']).default('curve'),
  /** Focal loss with γ = 2, label smoothing 0.1 (ten classes), or a class weight of 3. */
  bend: z.enum(['focal', 'smooth', 'weight']).default('focal'),
  unit: z.enum(['nats', 'bits']).default('nats'),
  /** Whether ln p, the mirror image, is drawn at first. */
  mirror: z.enum(['off', 'on']).default('off'),
  /** What is added to p: nothing, 10⁻¹⁰, or 1⁻¹⁰, which is 1. */
  guard: z.enum(['none', 'epsilon', 'one']).default('epsilon'),
  format: z.enum(['float16', 'bfloat16', 'float32', 'float64']).default('float32'),
  axis: z.enum(['linear', 'log']).default('linear'),
});

export type Attributes = z.output<typeof attributes>;

/** Of formulas: the probability, the loss above it, the cap that ε makes, where ε is lost. */
export const terms = ['p', 'loss', 'cap', 'swallow'] as const;

/** Of listings: what is added to the probability, and the logarithm. */
export const anchors = ['add', 'log'] as const;

/**
 * `p`, `loss` (nats), `bits`, `slope`: of the point, exact; `loss(0.25)` elsewhere. `capped(0)`:
 * −ln(p + 10⁻¹⁰), exact. `computed`, `inside`: with the figure's addend and format. `cap`:
 * −ln 10⁻¹⁰. `swallow`: from which p on the addend is lost in the format. `focal`,
 * `smooth`, `weight`: the bent losses.
 */
export const cells: readonly string[] = [
  'p',
  'loss',
  'bits',
  'slope',
  'capped',
  'inside',
  'computed',
  'cap',
  'swallow',
  'focal',
  'smooth',
  'weight',
];
