import type { Entry, Example } from './example.ts';

const lesson = 'convolution-padding';

/** The numbers that a figure prints, signed as it signs them, in reading order. */
const signed = (...rows: readonly (readonly number[])[]) =>
  rows
    .flat()
    .map((value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}`)
    .join(' ');

const plain = (...rows: readonly (readonly number[])[]) => signed(...rows).replaceAll('+', '');

interface Sized {
  readonly example: string;
  readonly enter: readonly Entry[];
  readonly formula: string;
  readonly padding?: string;
}

const sizes: readonly Sized[] = [
  {
    example: 'valid: 28 → 26 with k = 3',
    enter: [{ choose: 'valid', of: 'padding' }],
    formula: '⌊(28 + 2 · 0 − 1·(3 − 1) − 1)/1⌋ + 1 = 26',
  },
  {
    example: 'same: 28 → 28',
    enter: [{ choose: 'same (TensorFlow)', of: 'padding' }],
    formula: '⌊(28 + 2 · 1 − 1·(3 − 1) − 1)/1⌋ + 1 = 28',
  },
  {
    example: 'full: n + k − 1, 28 → 30',
    enter: [{ choose: 'full', of: 'padding' }],
    formula: '⌊(28 + 2 · 2 − 1·(3 − 1) − 1)/1⌋ + 1 = 30',
  },
  {
    example: 'same with stride 2 is ⌈28/2⌉ = 14 in TensorFlow, padded unevenly',
    enter: [
      { choose: 'same (TensorFlow)', of: 'padding' },
      { choose: '2', of: 'stride' },
    ],
    formula: '⌊(28 + 0 + 1 − 1·(3 − 1) − 1)/2⌋ + 1 = 14',
    padding: 'input, 28 × 28, padding 0 before, 1 after',
  },
  {
    example: 'PyTorch’s customary (k − 1)/2 is even: stride 2 gives 14 as well',
    enter: [
      { choose: 'even, d(k − 1)/2', of: 'padding' },
      { choose: '2', of: 'stride' },
    ],
    formula: '⌊(28 + 2 · 1 − 1·(3 − 1) − 1)/2⌋ + 1 = 14',
    padding: 'input, 28 × 28, padding 1 on each side',
  },
  {
    example: 'dilation 2 spreads a kernel of 3 over 5: 28 → 24',
    enter: [
      { choose: 'valid', of: 'padding' },
      { choose: '2', of: 'dilation' },
    ],
    formula: '⌊(28 + 2 · 0 − 2·(3 − 1) − 1)/1⌋ + 1 = 24',
  },
  {
    example: 'stride, dilation and full together',
    enter: [
      { choose: '5', of: 'kernel size' },
      { choose: 'full', of: 'padding' },
      { choose: '3', of: 'stride' },
      { choose: '2', of: 'dilation' },
    ],
    formula: '⌊(28 + 2 · 8 − 2·(5 − 1) − 1)/3⌋ + 1 = 12',
  },
];

/** The wall of nines with a 0 in its corner: the blur's sum at that corner. */
const corners: readonly (readonly [border: string, sum: string])[] = [
  ['zeros', '+3'],
  ['reflect', '+8'],
  ['replicate', '+5'],
  ['circular', '+8'],
];

const counts = [
  [1, 2, 3, 3, 2, 1],
  [2, 4, 6, 6, 4, 2],
  [3, 6, 9, 9, 6, 3],
  [3, 6, 9, 9, 6, 3],
  [2, 4, 6, 6, 4, 2],
  [1, 2, 3, 3, 2, 1],
];

const backwards = [
  [1, 1, 0, 4, 0],
  [0.5, 3, -2, -1, -2],
  [-2, 0.5, 4.5, -4, 8],
  [-0.5, -2, 5.5, 3, -7],
  [1, -1, -4, 3, 3],
];

export const examples: readonly Example[] = [
  ...sizes.map(
    ({ example, enter, formula, padding }): Example => ({
      lesson,
      anchor: 'how-many-windows-fit',
      example,
      figure: ['convolution', 'edge'],
      enter,
      expected: { formula, ...(padding ? { padding } : {}) },
    }),
  ),
  {
    lesson,
    anchor: 'how-many-windows-fit',
    example: 'PyTorch refuses same with a stride, in words',
    figure: ['convolution', 'edge'],
    enter: [
      { choose: '2', of: 'stride' },
      { choose: 'same (PyTorch)', of: 'padding' },
    ],
    expected: { refusal: /^PyTorch refuses padding='same' with a stride of 2/ },
  },
  {
    lesson,
    anchor: 'one-sum-for-each-window',
    example: 'libraries compute cross-correlation: the kernel is not turned',
    figure: ['convolution', 'slide'],
    enter: [{ press: 'To the last step' }],
    expected: { output: plain([2, 28, 28], [-1, 32, 27], [-2, 28, 30]), total: '+30' },
  },
  {
    lesson,
    anchor: 'one-sum-for-each-window',
    example: 'convolution turns the kernel by 180°: with Sobel’s every sign changes',
    figure: ['convolution', 'slide'],
    enter: [{ choose: 'turned by 180°', of: 'the kernel' }],
    expected: { output: plain([-2, -28, -28], [1, -32, -27], [2, -28, -30]) },
  },
  {
    lesson,
    anchor: 'one-sum-for-each-window',
    example: 'each product of a window is written out',
    figure: ['convolution', 'slide'],
    enter: [{ type: '3', into: 'Input, row 1, column 3' }],
    expected: {
      factors: '−1·1 0·2 1·3 −2·0 0·1 2·2 −1·2 0·0 1·1',
      products: '−1 0 +3 0 0 +4 −2 0 +1',
      total: '+5',
    },
  },
  ...corners.map(
    ([border, sum]): Example => ({
      lesson,
      anchor: 'what-lies-beyond-the-edge',
      example: `a border of ${border} around a wall of nines with a 0 in the corner`,
      figure: ['convolution', 'wall'],
      enter: [
        { type: '0', into: 'Input, row 1, column 1' },
        { choose: border, of: 'border' },
      ],
      expected: { total: sum },
    }),
  ),
  {
    lesson,
    anchor: 'two-libraries-one-word',
    example: 'TensorFlow’s same with stride 2 pads the end only, and reads columns 2, 4, 6',
    figure: ['convolution', 'stride'],
    enter: [{ press: 'To the last step' }],
    expected: {
      output: '2 4 6 2 4 6 2 4 6',
      padding: 'input, 6 × 6, padding 0 before, 1 after',
    },
  },
  {
    lesson,
    anchor: 'two-libraries-one-word',
    example: 'PyTorch’s even padding has as many outputs, and reads columns 1, 3, 5',
    figure: ['convolution', 'stride'],
    enter: [{ choose: 'even, d(k − 1)/2', of: 'padding' }, { press: 'To the last step' }],
    expected: { output: '1 3 5 1 3 5 1 3 5', padding: 'input, 6 × 6, padding 1 on each side' },
  },
  {
    lesson,
    anchor: 'two-libraries-one-word',
    example: 'an even kernel and same: the odd cell goes last, in both libraries',
    figure: ['convolution', 'stride'],
    enter: [
      { choose: '1', of: 'stride' },
      { choose: '4', of: 'kernel size' },
      { choose: 'same (PyTorch)', of: 'padding' },
    ],
    expected: { padding: 'input, 6 × 6, padding 1 before, 2 after', formula: /= 6$/ },
  },
  {
    lesson,
    anchor: 'two-libraries-one-word',
    example: 'an even kernel padded evenly by hand loses a column',
    figure: ['convolution', 'stride'],
    enter: [
      { choose: '1', of: 'stride' },
      { choose: '4', of: 'kernel size' },
      { choose: 'even, d(k − 1)/2', of: 'padding' },
    ],
    expected: { padding: 'input, 6 × 6, padding 1 on each side', formula: /= 5$/ },
  },
  {
    lesson,
    anchor: 'who-is-seen-and-how-often',
    example: 'the corner is counted once under valid',
    figure: ['coverage', 'seen'],
    enter: [{ choose: 'valid', of: 'padding' }],
    expected: { coverage: plain(...counts), seen: '1 window', fewest: '1', most: '9' },
  },
  {
    lesson,
    anchor: 'who-is-seen-and-how-often',
    example: 'a cell in the middle is counted k² times',
    figure: ['coverage', 'seen'],
    enter: [
      { slide: 'look at row', by: ['Home', 'ArrowRight', 'ArrowRight'] },
      { slide: 'column', by: ['Home', 'ArrowRight', 'ArrowRight'] },
    ],
    expected: { seen: '9 windows' },
  },
  {
    lesson,
    anchor: 'who-is-seen-and-how-often',
    example: 'under full even the corner is counted k² times',
    figure: ['coverage', 'seen'],
    enter: [{ choose: 'full', of: 'padding' }],
    expected: { seen: '9 windows', fewest: '9', most: '9' },
  },
  {
    lesson,
    anchor: 'who-is-seen-and-how-often',
    example: 'a stride larger than the kernel leaves cells that nobody sees',
    figure: ['coverage', 'seen'],
    enter: [
      { choose: '8', of: 'input size' },
      { choose: '2', of: 'kernel size' },
      { choose: '3', of: 'stride' },
    ],
    expected: { unseen: '28' },
  },
  {
    lesson,
    anchor: 'full-is-the-way-back',
    example: 'full is the backward pass of valid: both ways give the same gradient',
    figure: ['transposed-convolution', 'back'],
    enter: [{ press: 'To the last step' }],
    expected: { gradient: signed(...backwards), full: signed(...backwards), difference: '0' },
  },
  {
    lesson,
    anchor: 'full-is-the-way-back',
    example: 'with a stride the gradient that slides has holes, and both ways still agree',
    figure: ['transposed-convolution', 'back'],
    enter: [
      { choose: '2', of: 'stride' },
      { choose: 'each input', of: 'walk back from' },
      { type: '2', into: 'Upstream gradient, row 1, column 1' },
      { type: '-3', into: 'Kernel, row 3, column 3' },
      { press: 'To the last step' },
    ],
    expected: { difference: '0' },
  },
  {
    lesson,
    anchor: 'layers-on-layers',
    example: 'three kernels of 3 × 3: shapes, parameters, receptive field 7',
    figure: ['conv-stack', 'stack'],
    enter: [{ choose: 'three of 3 × 3', of: 'start from' }],
    expected: {
      shapes: '26 × 26 × 16 24 × 24 × 16 22 × 22 × 16',
      parameters: '160 2,320 2,320',
      fields: '3 5 7',
      total: '4,800',
    },
  },
  {
    lesson,
    anchor: 'layers-on-layers',
    example: 'one kernel of 7 × 7 sees as far, for 49 weights instead of 27',
    figure: ['conv-stack', 'stack'],
    enter: [
      { type: '16', into: 'input channels' },
      { choose: 'one of 7 × 7', of: 'start from' },
    ],
    expected: { fields: '7', parameters: '12,560' },
  },
  {
    lesson,
    anchor: 'layers-on-layers',
    example: 'dilations 1, 2, 4 reach 15 pixels',
    figure: ['conv-stack', 'stack'],
    enter: [{ choose: 'dilations 1, 2, 4', of: 'start from' }],
    expected: { fields: '3 7 15', jumps: '1 1 1' },
  },
  {
    lesson,
    anchor: 'layers-on-layers',
    example: 'a kernel that does not fit into what is left is refused in words',
    figure: ['conv-stack', 'stack'],
    enter: [
      { type: '8', into: 'input size' },
      { type: '5', into: 'Layer 1, kernel' },
      { type: '5', into: 'Layer 2, kernel' },
    ],
    expected: { refusal: /^Layer 2: A kernel of 5 × 5 does not fit into 4 × 4/ },
  },
];
