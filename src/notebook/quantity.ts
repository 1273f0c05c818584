import { z } from 'zod';
import type { Quantity } from './lesson.ts';

const row = z.array(z.number()).min(1);
const matrix = z
  .array(row)
  .min(1)
  .refine((rows) => rows.every((r) => r.length === rows[0].length), 'rows of unequal length');
const box = z.union([z.number(), row, matrix]);
type Box = z.infer<typeof box>;

/** As written: a number, a row, a matrix, or one of these with its range. */
export const quantitySchema = z.union(
  [
    box,
    z
      .strictObject({
        value: box,
        min: z.number().optional(),
        max: z.number().optional(),
        step: z.number().positive().optional(),
      })
      .refine((q) => (q.min ?? -Infinity) < (q.max ?? Infinity), 'min is not below max'),
  ],
  'a number, a row, a matrix, or one of them as { value, min, max, step }',
);

function shapeOf(value: Box): readonly number[] {
  if (typeof value === 'number') return [];
  const first = value[0];
  return Array.isArray(first) ? [value.length, first.length] : [value.length];
}

type Written = z.infer<typeof quantitySchema>;
type Ranged = Exclude<Written, Box>;

const isRanged = (written: Written): written is Ranged =>
  typeof written === 'object' && !Array.isArray(written);

/** Fills in what was left out: the range is twice the largest magnitude, the step 0.1. */
export function parseQuantity(written: Written): Quantity {
  const ranged = isRanged(written) ? written : undefined;
  const value = isRanged(written) ? written.value : written;
  const values = typeof value === 'number' ? [value] : value.flat();
  const reach = Math.max(1, ...values.map(Math.abs)) * 2;
  return {
    shape: shapeOf(value),
    values,
    min: ranged?.min ?? -reach,
    max: ranged?.max ?? reach,
    step: ranged?.step ?? 0.1,
  };
}
