import { expect, test } from 'vitest';
import type { RuleName } from './backward-rule.ts';
import { narrate } from './narration.ts';
import { runPool } from './pool-run.ts';
import { momentAt } from './timeline.ts';

const x = [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6];
const apart = runPool(x, [0.4, -1.1, 0.7, 0.2], { size: 2, stride: 2 });
const overlap = runPool(x, [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9], {
  size: 2,
  stride: 1,
});

const say = (run: typeof apart, step: number, rule: RuleName = 'truth') =>
  narrate(run, momentAt(step, 1, run.upstream.length), rule).replaceAll('\u00a0', ' ');

test('forward, a window names its winner', () => {
  expect(say(apart, 0)).toBe(
    'Window 1 of 4, rows 1–2, columns 1–2: the largest number is 6, at row 2, column 2. It goes on; its place is remembered.',
  );
});

test('forward, a tie is said in words', () => {
  const tied = runPool(new Array(16).fill(0), [1, 1, 1, 1], { size: 2, stride: 2 });
  expect(say(tied, 0)).toBe(
    'Window 1 of 4, rows 1–2, columns 1–2: a tie. 0 stands there four times, and the first in reading order wins: row 1, column 1.',
  );
});

test('backward, a window sends its gradient to the winner', () => {
  expect(say(apart, 5)).toBe(
    'Window 2 sends its −1.1 back to row 2, column 4, the cell that won. The other three get nothing.',
  );
});

test('backward, a second window adds to the first', () => {
  expect(say(overlap, 9 + 6)).toBe(
    'Window 7 was won by row 3, column 1 as well: its +0.6 is added to the +0.7 already there, which makes +1.3.',
  );
});

test('with assignment, the second window wipes out the first', () => {
  expect(say(overlap, 9 + 6, 'assign')).toBe(
    'Window 7 writes +0.6 to row 3, column 1 and wipes out the +0.7 that another window had sent there.',
  );
});

test('with the wrong shape, the code stops', () => {
  expect(say(apart, 5, 'shape')).toBe(
    'Window 2 won at row 2, column 4, a place that an array of 2 × 2 does not have. The code stops: IndexError: index 3 is out of bounds for axis 1 with size 2.',
  );
});
