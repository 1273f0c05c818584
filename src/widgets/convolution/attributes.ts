import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

const controls = 'picture|kernel|padding|border|stride|dilation|mode|pace';

/** `::convolution{experiment="edge" input="x" kernel="w" padding="same" controls="kernel padding"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers, settings and playhead. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('convolution'),
  /** A square quantity, 2 × 2 to 8 × 8; the figure has its own numbers without one. */
  input: quantity.optional(),
  /** A square quantity, 1 × 1 to 5 × 5; the figure has its own kernel without one. */
  kernel: quantity.optional(),
  /** What the kernel is at first, if no quantity says so. */
  preset: z
    .enum([
      'identity',
      'ones',
      'blur',
      'gauss',
      'sobel-x',
      'sobel-y',
      'sharpen',
      'laplacian',
      'emboss',
      'corner',
      'count',
    ])
    .default('sobel-x'),
  /** What lies under the kernel: the numbers, a picture of 28 × 28, or the reader's own digit. */
  picture: z.enum(['numbers', 'disc', 'stripes', 'house', 'digit']).default('numbers'),
  /** `same` is TensorFlow's, `torch` PyTorch's; `half` is ⌊d(k − 1)/2⌋ on both sides. */
  padding: z.enum(['valid', 'same', 'torch', 'half', 'full']).default('valid'),
  border: z.enum(['zero', 'reflect', 'replicate', 'circular']).default('zero'),
  stride: z.enum(['1', '2', '3']).default('1'),
  dilation: z.enum(['1', '2', '3']).default('1'),
  /** What libraries compute, or with the kernel turned by 180° first. */
  mode: z.enum(['correlation', 'convolution']).default('correlation'),
  /** What one step of the transport is. */
  pace: z.enum(['window', 'product']).default('window'),
  /** The step that the playhead rests on at first, from 0. */
  start: z.string().regex(/^\d+$/, 'a whole number').default('0'),
  /** Which controls are shown, by name: `kernel padding`. */
  controls: z
    .string()
    .regex(
      new RegExp(`^(${controls})( (${controls}))*$`),
      `some of ${controls.replaceAll('|', ', ')}, with spaces between`,
    )
    .default(controls.replaceAll('|', ' ')),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name: the terms of the output's size, and of its sum. */
export const terms = ['n', 'p', 'd', 'k', 's', 'out', 'sum'] as const;

/** Lines of a listing that the playhead lights. */
export const anchors = ['pad', 'turn', 'size', 'window', 'product'] as const;

/** `out` and `out(28)`: the output's size; `before`, `after`: padding; `y.0.0`, `padded.0.0`, `cover.0.0`. */
export const cells: readonly string[] = ['out', 'before', 'after', 'y', 'padded', 'cover'];
