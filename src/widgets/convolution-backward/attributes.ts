import { z } from 'zod';

/** Names a quantity of the lesson's front matter; the build checks that there is one. */
const quantity = z.string().min(1).meta({ names: 'quantity' });

const controls = 'gradient|way|size|kernel|stride|padding|rule|check';

/** `::convolution-backward{experiment="back" input="x" kernel="w" upstream="g" stride="2"}` */
export const attributes = z.strictObject({
  /** Figures of one page that name the same experiment share its numbers, settings and playhead. */
  experiment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
    .default('conv-back'),
  /** A square quantity: its numbers stand in the upper left; beyond them the figure has its own. */
  input: quantity.optional(),
  /** The same for the kernel. */
  kernel: quantity.optional(),
  /** The same for the upstream gradient, whose size follows from the others. */
  upstream: quantity.optional(),
  /** Rows, and columns, of the input. */
  size: z.enum(['4', '5', '6']).default('4'),
  /** Rows, and columns, of the kernel. */
  side: z.enum(['1', '2', '3']).default('2'),
  stride: z.enum(['1', '2', '3']).default('1'),
  /** `same` is TensorFlow's; a number is an amount on all four sides. */
  padding: z.enum(['valid', 'same', 'full', '1', '2']).default('valid'),
  /** Which gradient is stepped through at first. */
  gradient: z.enum(['dx', 'dw', 'db']).default('dx'),
  /** `send`: a step is an upstream entry; `collect`: a cell that gathers; `matrix`: im2col. */
  way: z.enum(['send', 'collect', 'matrix']).default('send'),
  /** The true backward pass, or one with a mistake in it. */
  rule: z.enum(['truth', 'unturned', 'dense', 'assign']).default('truth'),
  /** Whether slopes measured by nudging stand beside the gradient at first. */
  check: z.enum(['on', 'off']).default('off'),
  /** The step that the playhead rests on at first, from 0. */
  start: z.string().regex(/^\d+$/, 'a whole number').default('0'),
  /** Which controls are shown, by name: `gradient way stride`. */
  controls: z
    .string()
    .regex(
      new RegExp(`^(${controls})( (${controls}))*$`),
      `some of ${controls.replaceAll('|', ', ')}, with spaces between`,
    )
    .default('gradient way size kernel stride padding check'),
});

export type Attributes = z.output<typeof attributes>;

/** What formulas may name: the three givens, the three gradients, and what is made on the way. */
export const terms = ['x', 'w', 'delta', 'dx', 'dw', 'db', 'turned', 'holes', 'sum'] as const;

/** Lines of a listing that the playhead lights. */
export const anchors = [
  'entry',
  'window',
  'send-x',
  'send-w',
  'send-b',
  'crop',
  'holes',
  'turn',
  'full',
  'collect-x',
  'collect-w',
  'collect-b',
  'patches',
  'outer',
  'col-to-im',
  'matrix-w',
  'matrix-b',
] as const;

/**
 * `x.0.0`, `w.0.0`, `upstream.0.0`, `y.0.0`; the true gradients `dx.0.0`, `dw.0.0`, `db`; the same
 * under the figure's rule: `claim.0.0` for dx; `hears.0.0`: 1 where an input cell hears from the
 * upstream entry at the playhead; `dxsum`, `out`, `holes` (zeros put in), `wrong` (cells of dx that
 * the rule gets wrong); `k` and `n`, rows of the kernel and of the input.
 */
export const cells: readonly string[] = [
  'x',
  'w',
  'upstream',
  'y',
  'dx',
  'dw',
  'db',
  'claim',
  'hears',
  'dxsum',
  'out',
  'holes',
  'wrong',
  'k',
  'n',
];
