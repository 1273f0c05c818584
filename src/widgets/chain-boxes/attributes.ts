import { z } from 'zod';
import { boxNames } from './box-names.ts';

/** `::chain-boxes{experiment="chain" first="triple" second="square"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('chain'),
  /** One number of the lesson's, from −5 to 5; the figure has its own without one. */
  input: z.string().min(1).meta({ names: 'quantity' }).optional(),
  first: z.enum(boxNames).default('triple'),
  second: z.enum(boxNames).default('square'),
  /** Where the playhead rests at first. */
  start: z.enum(['begin', 'forward', 'end']).default('forward'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may link to. */
export const terms = ['x', 'u', 'y', 'first', 'second', 'product'] as const;

/** What questions and live numbers may ask for. */
export const cells: readonly string[] = [
  'x',
  'u',
  'y',
  'first',
  'second',
  'product',
  'measured',
  'nudge',
];

/** What lines of a listing may be called. */
export const anchors = ['input', 'first', 'second', 'slope-second', 'slope-first'] as const;
