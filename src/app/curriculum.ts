/** A lesson that the curriculum has a place for, written or not. */
export interface PlannedLesson {
  readonly slug: string;
  readonly question: string;
}

export interface Part {
  readonly number: number;
  readonly title: string;
  readonly lessons: readonly PlannedLesson[];
}

/**
 * The whole course in teaching order. A written lesson replaces its line here by its own front
 * matter; one that is missing here is listed all the same, after the others of its part.
 */
export const curriculum: readonly Part[] = [
  {
    number: 0,
    title: 'Five minutes',
    lessons: [{ slug: 'start', question: 'Nudge one pixel: what happens to the loss?' }],
  },
  {
    number: 1,
    title: 'From scores to loss',
    lessons: [
      { slug: 'softmax-stability', question: 'Why does softmax subtract the maximum?' },
      { slug: 'cross-entropy', question: 'What does a loss of 2.67 mean?' },
      { slug: 'softmax-jacobian', question: 'How does every score push every probability?' },
    ],
  },
  {
    number: 2,
    title: 'Images',
    lessons: [
      {
        slug: 'convolution-padding',
        question: 'Valid, same or full: what happens at the edge?',
      },
      { slug: 'max-pool-routing', question: 'Who gets the gradient?' },
      { slug: 'convolution-backward', question: 'Where do a kernel’s gradients come from?' },
    ],
  },
  {
    number: 3,
    title: 'Whole networks',
    lessons: [
      {
        slug: 'digit-journey',
        question: 'One digit, all the way there and all the way back',
      },
      { slug: 'dense-layers', question: 'Why the transpose?' },
      { slug: 'activations', question: 'What does the bend do?' },
      { slug: 'perceptron', question: 'A neuron that only knows 3 from 7' },
      { slug: 'autograd', question: 'The chain rule as bookkeeping' },
      { slug: 'digit-mlp', question: '109,386 knobs' },
    ],
  },
  {
    number: 4,
    title: 'Training',
    lessons: [
      { slug: 'gradient-descent', question: 'Downhill, one step at a time' },
      { slug: 'optimizers', question: 'Same gradients, different walks' },
      { slug: 'initialization', question: 'Why not start at zero?' },
      { slug: 'normalization', question: 'Keeping signals in range' },
      { slug: 'regularization', question: 'Learning less to know more' },
      { slug: 'metrics', question: 'Is 97% good?' },
      { slug: 'debugging-training', question: 'It doesn’t learn. Now what?' },
    ],
  },
  {
    number: 5,
    title: 'Further layers',
    lessons: [
      { slug: 'residual', question: 'A shortcut for gradients' },
      { slug: 'attention', question: 'Softmax again, as a lookup' },
      { slug: 'recurrent', question: 'LSTM and GRU, gate by gate' },
      { slug: 'mixture-of-experts', question: 'Who gets the gradient when a router chooses?' },
      {
        slug: 'network-in-network',
        question: 'What if each kernel held a small dense layer?',
      },
      { slug: 'graph-convolution', question: 'Neighbours instead of pixels' },
    ],
  },
];

/** The title of a part; empty when the course has no such part. */
export function partTitle(number: number): string {
  return curriculum.find((part) => part.number === number)?.title ?? '';
}
