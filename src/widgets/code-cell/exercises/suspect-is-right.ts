import { poolExercise } from './pool-exercise.ts';

const code = `function maxPoolBackward(x, upstream, size, stride) {
  const dx = zeros(x.length, x[0].length);
  for (let i = upstream.length - 1; i >= 0; i--) {
    for (let j = upstream[i].length - 1; j >= 0; j--) {
      let most = -Infinity;
      let winner = [0, 0];
      for (let r = i * stride; r < i * stride + size; r++) {
        for (let c = j * stride; c < j * stride + size; c++) {
          if (x[r][c] > most) {
            most = x[r][c];
            winner = [r, c];
          }
        }
      }
      dx[winner[0]][winner[1]] += upstream[i][j];
    }
  }
  return dx;
}`;

export const suspectIsRight = poolExercise({
  title: 'The suspect',
  task: 'Somebody worked this example out by hand, and the code gives other numbers in two cells. They suspect the loops, which run backwards, and the >, with all those ties. Mend the code, or say that it is right.',
  start: code,
  answer: code,
  innocent: true,
  why: 'The mistake is in the note: two numbers of its second row changed places when they were copied. The order of the windows does not matter to a sum, and > only says which of several equal cells is taken, where there is no slope to be wrong about.',
  largest: 1.1,
  shown: {
    x: [
      [0, 0, 0, 0],
      [0, 0, 0, 3],
      [0, 0, 5, 8],
      [0, 2, 6, 6],
    ],
    upstream: [
      [0.4, -1.1],
      [0.7, 0.2],
    ],
    size: 2,
    stride: 2,
  },
  note: [0.4, 0, 0, 0, 0, 0, -1.1, 0, 0, 0, 0, 0.2, 0, 0.7, 0, 0],
});
