import type { Example } from './example.ts';

const lesson = 'max-pool-routing';

export const examples: readonly Example[] = [
  {
    lesson,
    anchor: 'what-has-to-be-remembered',
    example: 'window 2, stride 2 on the sixteen numbers pools to 6, 8, 9, 6',
    figure: ['max-pool', 'routing'],
    enter: [
      { choose: '2 × 2', of: 'window' },
      { choose: '2', of: 'stride' },
      { press: 'To the last step' },
    ],
    expected: { pooled: '6 8 9 6' },
  },
];
