import { backwardPass, poolExercise } from './pool-exercise.ts';

export const assignNotAdd = poolExercise({
  title: 'The last window wins',
  task: 'With windows side by side, this code passes every check. Here they overlap: nine windows of 2\u00a0×\u00a02 with stride 1, and three cells win twice. Run it, find a cell that is wrong, and mend the code.',
  start: backwardPass({ route: 'dx[i * stride + r][j * stride + c] = upstream[i][j];' }),
  answer: backwardPass(),
  innocent: false,
  why: 'A cell that wins several windows reaches the loss by several paths, and the slopes of separate paths add up. With = the last window wipes out what the others had sent; += keeps it.',
  largest: 1.3,
  shown: {
    x: [
      [1, 3, 2, 4],
      [5, 6, 7, 8],
      [9, 1, 2, 0],
      [3, 4, 5, 6],
    ],
    upstream: [
      [0.4, -1.1, 0.3],
      [0.7, 0.2, -0.5],
      [0.6, -0.2, 0.9],
    ],
    size: 2,
    stride: 1,
  },
});
