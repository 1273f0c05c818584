import type { Example } from './example.ts';

const lesson = 'max-pool-routing';

/** The lesson's own figure with windows of 2 × 2 side by side, both passes done. */
const apart = [
  { choose: '2 × 2', of: 'window' },
  { choose: '2', of: 'stride' },
  { press: 'To the last step' },
] as const;

const bugs = ['max-pool', 'bugs'] as const;
const kinds = ['pooling-kinds', 'kinds'] as const;

export const examples: readonly Example[] = [
  {
    lesson,
    anchor: 'what-has-to-be-remembered',
    example: 'window 2, stride 2 on the sixteen numbers pools to 6, 8, 9, 6; each winner gets all',
    figure: ['max-pool', 'routing'],
    enter: apart,
    expected: {
      pooled: '6 8 9 6',
      gradient: '0 0 0 0 0 +0.4 0 −1.1 +0.7 0 0 0 0 0 0 +0.2',
    },
  },
  {
    lesson,
    anchor: 'a-tie-has-no-slope',
    example:
      'the 6 made a 5 ties with its neighbour; the first in row-major order gets the gradient',
    figure: ['max-pool', 'routing'],
    enter: [...apart, { type: '5', into: 'Input, row 2, column 2, winner of window 1' }],
    expected: {
      pooled: '5 8 9 6',
      gradient: '0 0 0 0 +0.4 0 0 −1.1 +0.7 0 0 0 0 0 0 +0.2',
    },
  },
  {
    lesson,
    anchor: 'a-tie-has-no-slope',
    example: 'on blank paper the last winner gets it, and no measured slope can say who is right',
    figure: ['max-pool', 'blank'],
    enter: [{ choose: 'last winner', of: 'a tie goes to' }],
    expected: {
      gradient: /^0 0 0 0 0 \+0\.4 0 /,
      verdict: 'All 12 agree. 4 at a tie: no slope here.',
    },
  },
  {
    lesson,
    anchor: 'a-tie-has-no-slope',
    example:
      'more than a quarter of the windows of a digit are ties, and half its gradient hangs there',
    figure: ['max-pool-digit', 'sea'],
    enter: [{ choose: 'the last', of: 'a tie goes to' }],
    expected: {
      words:
        /689 of 1152 windows are ties \(59\.8%\), 640 of them of zeros\..* to the last of the equals/,
    },
  },
  {
    lesson,
    anchor: 'when-windows-overlap',
    example: 'with stride 1 a 9 in the middle wins four windows, and four gradients add up',
    figure: ['max-pool', 'routing'],
    enter: [
      { choose: '1', of: 'stride' },
      { press: 'To the last step' },
      { type: '20', into: 'Input, row 2, column 2, winner of window 1' },
    ],
    expected: { pooled: '20 20 8 20 20 8 9 5 6', gradient: /^0 0 0 0 0 \+0\.2 0 −0\.2 \+0\.6 / },
  },
  {
    lesson,
    anchor: 'when-windows-overlap',
    example: 'by hand: the gradient of the first window is carried to its 6',
    figure: ['be-the-gradient', 'hand'],
    enter: [
      { press: '+0.4 of window 1, in the tray' },
      { press: 'Drop at row 2, column 2, which holds 6' },
      { press: 'Check' },
    ],
    expected: { score: '1 of 4 right.' },
  },
  {
    lesson,
    anchor: 'three-ways-to-get-it-wrong',
    example: 'argmax of a zero region: everything in the top left corners, and the check says so',
    figure: bugs,
    enter: [
      { choose: '2', of: 'stride' },
      { choose: 'argmax of zeros', of: 'backward pass' },
    ],
    expected: {
      gradient: '+0.4 0 −1.1 0 0 0 0 0 +0.7 0 +0.2 0 0 0 0 0',
      verdict: '6 of 16 disagree.',
    },
  },
  {
    lesson,
    anchor: 'three-ways-to-get-it-wrong',
    example: 'shaped like the output: there is nothing to compare, and the code stops',
    figure: bugs,
    enter: [{ choose: 'shaped like the output', of: 'backward pass' }],
    expected: { verdict: 'Nothing to compare: 16 gradients are wanted.' },
  },
  {
    lesson,
    anchor: 'three-ways-to-get-it-wrong',
    example: 'assignment is wrong where windows overlap',
    figure: bugs,
    enter: [{ choose: '= instead of +=', of: 'backward pass' }],
    expected: { verdict: '3 of 16 disagree.' },
  },
  {
    lesson,
    anchor: 'three-ways-to-get-it-wrong',
    example: 'assignment passes every test while windows stand side by side',
    figure: bugs,
    enter: [
      { choose: '= instead of +=', of: 'backward pass' },
      { choose: '2', of: 'stride' },
    ],
    expected: { verdict: 'All 16 agree.' },
  },
  {
    lesson,
    anchor: 'three-ways-to-get-it-wrong',
    example: 'the right backward pass turns the check green',
    figure: bugs,
    enter: [{ choose: 'to the winner', of: 'backward pass' }],
    expected: { verdict: 'All 16 agree.' },
  },
  {
    lesson,
    anchor: 'how-many-windows-fit',
    example: 'a window of 3 with stride 2 fits once into 4 × 4; the last column gets nothing',
    figure: ['max-pool', 'routing'],
    enter: [
      { choose: '3 × 3', of: 'window' },
      { choose: '2', of: 'stride' },
      { press: 'To the last step' },
    ],
    expected: { pooled: '9', gradient: '0 0 0 0 0 0 0 0 +0.4 0 0 0 0 0 0 0' },
  },
  {
    lesson,
    anchor: 'its-gentler-relatives',
    example: 'average and global pooling hand on the whole sum, as max-pooling does',
    figure: kinds,
    enter: [],
    expected: {
      'max-arrives': '+1.3',
      'average-arrives': '+1.3',
      'global-max-arrives': '+1.3',
      'global-average-arrives': '+1.3',
      'global-max-pooled': '8',
    },
  },
  {
    lesson,
    anchor: 'its-gentler-relatives',
    example: 'a ReLU before the pool stops what falls on cells that are not above zero',
    figure: kinds,
    enter: [{ turn: 'on', switch: 'a ReLU before the pool' }],
    expected: { words: /the ReLU stops what falls on cells that are not above zero/ },
  },
  {
    lesson,
    anchor: 'how-far-it-tolerates-a-shift',
    example: 'translation invariance has its limits: one column changes six of nine maxima',
    figure: kinds,
    enter: [
      { turn: 'on', switch: 'a ReLU before the pool' },
      { slide: 'shift to the right', by: ['Home', 'ArrowRight'] },
    ],
    expected: { words: /^Shifted by 1 column: 6 of 9 maxima .* the global maximum stays\./ },
  },
];
