import { backwardPass, poolExercise } from './pool-exercise.ts';

export const argmaxOfZeros = poolExercise({
  title: 'Everything lands in a corner',
  task: 'This backward pass runs without a complaint, and its numbers even add up to the right sum. Run it and compare the two grids. Then mend the line that is wrong.',
  start: backwardPass({ region: 'const region = zeros(size, size);' }),
  answer: backwardPass(),
  innocent: false,
  why: 'The region was made and never filled. In an array of zeros everything ties, and argmax takes the first: the top left corner of each window, whatever the input was. Now the region is cut out of x.',
  largest: 1.1,
  shown: {
    x: [
      [1, 3, 2, 4],
      [5, 6, 7, 8],
      [9, 1, 2, 0],
      [3, 4, 5, 6],
    ],
    upstream: [
      [0.4, -1.1],
      [0.7, 0.2],
    ],
    size: 2,
    stride: 2,
  },
});
