import type { TestCase } from '../../cells/exercise.ts';
import { Random } from '../../digits/random.ts';
import type { PoolProblem } from './exercises/pool-exercise.ts';
import { measureTruth } from './pool-truth.ts';

/** The problem in the picture, and behind it as many random ones, the same for every reader. */
export function poolCases(shown: PoolProblem, count = 24, seed = 1): readonly TestCase[] {
  const random = Array.from({ length: count }, (_, k) => randomProblem(seed, k));
  return [shown, ...random].map(caseOf);
}

function caseOf(problem: PoolProblem): TestCase {
  const { x, upstream, size, stride } = problem;
  return {
    name: `${times(x.length, x[0].length)} numbers, windows of ${times(size, size)}, stride ${stride}`,
    args: JSON.stringify([x, upstream, size, stride]),
    truth: measureTruth(problem),
  };
}

/**
 * 3 … 6 rows and columns, windows of 2 or 3 side by side, overlapping or apart. Every third problem
 * is of few different numbers, so that there are ties; in the others all numbers differ, by 0.5 at
 * least.
 */
export function randomProblem(seed: number, k: number): PoolProblem {
  const random = new Random(seed, k);
  const rows = 3 + random.below(4);
  const columns = 3 + random.below(4);
  const size = 2 + random.below(2);
  const stride = 1 + random.below(3);
  const order = random.permutation(rows * columns);
  const numbers = Array.from(order, (place) =>
    k % 3 === 2 ? random.below(4) : 0.5 * (place - Math.floor(order.length / 2)),
  );
  const fits = (length: number) => Math.floor((length - size) / stride) + 1;
  const nonZero = () => (random.chance(0.5) ? 1 : -1) * (0.1 + 0.1 * random.below(20));
  const rounded = () => Math.round(nonZero() * 10) / 10;
  return {
    x: countTo(rows).map((r) => numbers.slice(r * columns, (r + 1) * columns)),
    upstream: countTo(fits(rows)).map(() => countTo(fits(columns)).map(rounded)),
    size,
    stride,
  };
}

/** Kept on one line. */
const times = (a: number, b: number) => `${a}\u00a0×\u00a0${b}`;

const countTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
