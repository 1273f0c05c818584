import type { Exercise } from '../../../cells/exercise.ts';

/** One pool and what arrives from behind it. */
export interface PoolProblem {
  /** Rows of the input. */
  readonly x: readonly (readonly number[])[];
  /** One number for each window, in rows as the windows stand. */
  readonly upstream: readonly (readonly number[])[];
  readonly size: number;
  readonly stride: number;
}

/** An exercise on a backward pass of max-pooling. */
export interface PoolExercise extends Exercise {
  readonly title: string;
  /** What is known, and what is asked. */
  readonly task: string;
  /** Said when it is done: what was wrong, and how one would have noticed. */
  readonly why: string;
  /** The problem in the picture, and the first that the code is called with. */
  readonly shown: PoolProblem;
  /** Where the scale ends: the largest slope or upstream number of that problem, without its sign. */
  readonly largest: number;
  /** A gradient that somebody wrote down and holds against the code, row by row. */
  readonly note?: readonly number[];
}

const functionName = 'maxPoolBackward';

type Story = Omit<PoolExercise, 'functionName' | 'cases'>;

/** The truth is measured when the code first runs, by code that is loaded then. */
export function poolExercise(story: Story): PoolExercise {
  return {
    ...story,
    functionName,
    cases: async () => (await import('../pool-cases.ts')).poolCases(story.shown),
  };
}

const lines = {
  start: 'const dx = zeros(x.length, x[0].length);',
  region: 'const region = windowOf(x, i * stride, j * stride, size);',
  route: 'dx[i * stride + r][j * stride + c] += upstream[i][j];',
};

/** The right backward pass, but for the lines that are given. */
export function backwardPass(changed: Partial<typeof lines> = {}): string {
  const { start, region, route } = { ...lines, ...changed };
  return `function maxPoolBackward(x, upstream, size, stride) {
  ${start}
  for (let i = 0; i < upstream.length; i++) {
    for (let j = 0; j < upstream[i].length; j++) {
      ${region}
      const [r, c] = argmax(region);
      ${route}
    }
  }
  return dx;
}`;
}
