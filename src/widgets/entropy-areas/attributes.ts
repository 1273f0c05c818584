import { z } from 'zod';

const quantity = z.string().min(1).meta({ names: 'quantity' });
const shares = z
  .string()
  .regex(/^\d*\.?\d+( \d*\.?\d+){1,5}$/, 'two to six numbers with spaces between');

/** `::entropy-areas{experiment="areas" start="0.5 0.25 0.25" model="0.25 0.5 0.25"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its distributions. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('areas'),
  /** Quantities [K] that hold p and q; the figure has its own without them. */
  p: quantity.optional(),
  q: quantity.optional(),
  /** What p and q are at first, where no quantity is named; divided by their sum. */
  start: shares.default('0.5 0.25 0.15 0.1'),
  model: shares.default('0.1 0.3 0.4 0.2'),
  unit: z.enum(['nats', 'bits']).default('nats'),
});

export type Attributes = z.output<typeof attributes>;

export const terms = ['p', 'q', 'entropy', 'divergence', 'cross'] as const;

/** Of listings. */
export const anchors = ['cross', 'entropy', 'divergence'] as const;

/**
 * `entropy` H(p), `divergence` KL(p‖q), `cross` H(p, q), `reverse` KL(q‖p), all in nats;
 * `likelihood`: of ten labels that come up as often as p says; `p.0`, `q.0`.
 */
export const cells: readonly string[] = [
  'entropy',
  'divergence',
  'cross',
  'reverse',
  'likelihood',
  'p',
  'q',
];
