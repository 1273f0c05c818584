import { backwardPass, poolExercise } from './pool-exercise.ts';

export const shapedLikeOutput = poolExercise({
  title: 'A gradient of the wrong shape',
  task: 'Sixteen numbers went in, so sixteen slopes must come out. Here, every winner happens to stand where the small array has room, and no error is thrown. Run it, see what comes back, and mend it.',
  start: backwardPass({ start: 'const dx = zeros(upstream.length, upstream[0].length);' }),
  answer: backwardPass(),
  innocent: false,
  why: 'A gradient has the shape of the thing it belongs to. dx belongs to x, so it has the rows and columns of x, not those of the pooled output.',
  largest: 1.1,
  shown: {
    x: [
      [1, 9, 2, 4],
      [8, 7, 5, 6],
      [6, 1, 2, 0],
      [3, 4, 5, 3],
    ],
    upstream: [
      [0.4, -1.1],
      [0.7, 0.2],
    ],
    size: 3,
    stride: 1,
  },
});
