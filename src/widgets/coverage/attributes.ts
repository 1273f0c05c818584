import { z } from 'zod';

/** `::coverage{experiment="seen" size="6" kernel="3" padding="valid"}` */
export const attributes = z.strictObject({
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('coverage'),
  /** Rows, and columns, of the image. */
  size: z.enum(['5', '6', '7', '8', '28']).default('6'),
  kernel: z.enum(['1', '2', '3', '4', '5']).default('3'),
  /** `same` is TensorFlow's, `torch` PyTorch's; `half` is ⌊d(k − 1)/2⌋ on both sides. */
  padding: z.enum(['valid', 'same', 'torch', 'half', 'full']).default('valid'),
  stride: z.enum(['1', '2', '3']).default('1'),
  dilation: z.enum(['1', '2', '3']).default('1'),
  /** The cell that is looked at first, from 0, as `row.column`. */
  cell: z
    .string()
    .regex(/^\d+\.\d+$/, 'a row and a column, such as 0.0')
    .default('0.0'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name. */
export const terms = ['n', 'p', 'd', 'k', 's', 'out', 'cell'] as const;

/** `cover.0.0` how many windows see a cell; `fewest`, `most`; `out` windows along a side. */
export const cells: readonly string[] = ['cover', 'fewest', 'most', 'unseen', 'out'];
