import type { Example } from './example.ts';

const lesson = 'convolution-backward';

/**
 * The curriculum's sentences, on numbers: dW is the valid correlation of the input with the
 * upstream gradient, dX the full one with the kernel turned by 180°, db its sum; as loops and as
 * matrices; a stride puts holes between the entries. Expected numbers were worked out apart from
 * this project, by NumPy's loops and by PyTorch 1.13's conv2d, which agree.
 */
const dx = '+1 +1 0 +4 −2.5 +7.5 −1 0 −3.5 −11.8 +6.5 +2.75 +6 −4 −4 +0.75';
const dxOfStride =
  '+1 +2 −2 −2 +1 −3 +0.5 +5 −0.5 −2 +1 +2 0 +5 −1 −1.5 +0.25 −8 +1.5 +6 +0.25 +0.5 +0.5 +3 −6';

export const examples: readonly Example[] = [
  {
    lesson,
    anchor: 'every-use-is-a-path',
    example: 'dX as loops: every entry of δ sends δ · w to its window, and the cells add',
    figure: ['convolution-backward', 'back'],
    enter: [
      { choose: 'dX', of: 'gradient' },
      { choose: 'entries that send', of: 'seen as' },
      { press: 'To the last step' },
    ],
    expected: { dx, products: '+1.5 +3 −4.5 +0.75', 'dx-sum': '+2.75' },
  },
  {
    lesson,
    anchor: 'why-the-kernel-turns',
    example: 'dX = full cross-correlation of δ with the kernel turned by 180°, and slopes agree',
    figure: ['convolution-backward', 'back'],
    enter: [
      { choose: 'cells that collect', of: 'seen as' },
      { turn: 'on', switch: 'check by nudging' },
      { press: 'To the last step' },
    ],
    expected: { dx, laid: '0.5 −3 2 1', holes: '0', verdict: '16 of 16 agree' },
  },
  {
    lesson,
    anchor: 'why-the-kernel-turns',
    example: 'the kernel not turned: the gradient of 16 cells is wrong',
    figure: ['convolution-backward', 'back'],
    enter: [
      { choose: 'cells that collect', of: 'seen as' },
      { turn: 'on', switch: 'check by nudging' },
      { press: 'Turn it back' },
    ],
    expected: { laid: '1 2 −3 0.5', verdict: '16 of 16 disagree' },
  },
  {
    lesson,
    anchor: 'every-use-is-a-path',
    example: 'dW = valid correlation of the input with δ',
    figure: ['convolution-backward', 'back'],
    enter: [
      { choose: 'dW', of: 'gradient' },
      { choose: 'cells that collect', of: 'seen as' },
      { turn: 'on', switch: 'check by nudging' },
      { press: 'To the last step' },
    ],
    expected: {
      dw: '+17.5 +16 +2.5 +15.5',
      products: '+3 −2 0 +1 +12 −0.5 −2 +1 +3',
      total: '+15.5',
      verdict: '4 of 4 agree',
    },
  },
  {
    lesson,
    anchor: 'every-use-is-a-path',
    example: 'db = Σ δ',
    figure: ['convolution-backward', 'back'],
    enter: [
      { choose: 'db', of: 'gradient' },
      { choose: 'entries that send', of: 'seen as' },
      { turn: 'on', switch: 'check by nudging' },
      { press: 'To the last step' },
    ],
    expected: { db: '+5.5', verdict: '1 of 1 agree' },
  },
  {
    lesson,
    anchor: 'three-programs-one-gradient',
    example: 'as matrices: Y = P w, dw = Pᵀ δ',
    figure: ['convolution-backward', 'patches'],
    enter: [{ press: 'To the last step' }],
    expected: {
      patches: '2 1 1 3 1 0 3 2 0 3 2 0 1 3 0 2 3 2 2 4 2 0 4 1 0 2 3 1 2 4 1 1 4 1 1 2',
      y: '2.5 −7 0 8 3 −9.5 −4.5 7.5 4',
      dw: '+17.5 +16 +2.5 +15.5',
    },
  },
  {
    lesson,
    anchor: 'three-programs-one-gradient',
    example: 'as matrices: dX = col2im(δ wᵀ), the same as by loops',
    figure: ['convolution-backward', 'patches'],
    enter: [{ choose: 'dX', of: 'gradient' }, { press: 'To the last step' }],
    expected: {
      columns: /^\+1 \+2 −3 \+0\.5 −1 −2 \+3 −0\.5 \+2 \+4 −6 \+1 .* \+1\.5 \+3 −4\.5 \+0\.75$/,
      dx,
    },
  },
  {
    lesson,
    anchor: 'a-stride-makes-holes',
    example: 'stride 2 puts five zeros between the four entries of δ; dX still agrees',
    figure: ['convolution-backward', 'holes'],
    enter: [
      { choose: '2', of: 'stride' },
      { turn: 'on', switch: 'check by nudging' },
      { press: 'To the last step' },
    ],
    expected: { holes: '5', dx: dxOfStride, verdict: '25 of 25 agree' },
  },
  {
    lesson,
    anchor: 'a-stride-makes-holes',
    example: 'dW under stride 2: the input correlated with δ and its holes',
    figure: ['convolution-backward', 'holes'],
    enter: [{ choose: 'dW', of: 'gradient' }, { press: 'To the last step' }],
    expected: { holes: '5', dw: '+14 +2 +10 +3.5 +9.5 +0.5 +2.5 +10 +5' },
  },
  {
    lesson,
    anchor: 'a-stride-makes-holes',
    example: 'stride 3 on 5 × 5: one window, no holes, and nobody saw the last rows',
    figure: ['convolution-backward', 'holes'],
    enter: [{ choose: '3', of: 'stride' }, { press: 'To the last step' }],
    expected: {
      holes: '0',
      dx: '+1 +2 −1 0 0 −3 +0.5 +2 0 0 +0.5 +1 −2 0 0 0 0 0 0 0 0 0 0 0 0',
    },
  },
  {
    lesson,
    anchor: 'where-the-bug-hides',
    example: 'the kernel not turned: 21 of 25 wrong, though the sum is right',
    figure: ['convolution-backward', 'bugs'],
    enter: [{ choose: 'kernel not turned', of: 'backward pass' }],
    expected: { verdict: '21 of 25 disagree', 'dx-sum': '+3.5' },
  },
  {
    lesson,
    anchor: 'where-the-bug-hides',
    example: 'the holes forgotten: 24 of 25 wrong',
    figure: ['convolution-backward', 'bugs'],
    enter: [{ choose: 'stride forgotten', of: 'backward pass' }],
    expected: { verdict: '24 of 25 disagree' },
  },
  {
    lesson,
    anchor: 'where-the-bug-hides',
    example: '= instead of +=: only the nine cells that several windows saw are wrong',
    figure: ['convolution-backward', 'bugs'],
    enter: [{ choose: '= instead of +=', of: 'backward pass' }],
    expected: { verdict: '9 of 25 disagree' },
  },
  {
    lesson,
    anchor: 'where-the-bug-hides',
    example: 'windows side by side hide the missing +',
    figure: ['convolution-backward', 'bugs'],
    enter: [
      { choose: '= instead of +=', of: 'backward pass' },
      { choose: '2', of: 'kernel size' },
    ],
    expected: { verdict: '25 of 25 agree' },
  },
  {
    lesson,
    anchor: 'where-the-bug-hides',
    example: 'a kernel that is its own half-turn hides the missing turn',
    figure: ['convolution-backward', 'bugs'],
    enter: [
      { choose: 'kernel not turned', of: 'backward pass' },
      { choose: '2', of: 'kernel size' },
      { type: '0.5', into: 'Kernel, row 1, column 1' },
      { type: '-3', into: 'Kernel, row 1, column 2' },
    ],
    expected: { verdict: '25 of 25 agree' },
  },
  {
    lesson,
    anchor: 'a-stride-makes-holes',
    example:
      'the myth that full padding is rare: it is the way back through valid, a ring of k − 1',
    figure: ['convolution-backward', 'holes'],
    enter: [
      { choose: '1', of: 'stride' },
      { choose: 'full', of: 'padding' },
      { turn: 'on', switch: 'check by nudging' },
    ],
    expected: { holes: '0', verdict: '25 of 25 agree' },
  },
];
