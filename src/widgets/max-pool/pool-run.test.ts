import { expect, test } from 'vitest';
import { largestCells, runPool, windowsPerSide } from './pool-run.ts';

const x = [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6];

test('the first picture of the lesson pools to 6, 8, 9, 6', () => {
  const run = runPool(x, [0.4, -1.1, 0.7, 0.2], { size: 2, stride: 2 });
  expect(run.pooled).toEqual([6, 8, 9, 6]);
  expect(run.winners).toEqual([5, 7, 8, 15]);
});

test('each window sends its gradient to its winner, one after the other', () => {
  const { routed } = runPool(x, [0.4, -1.1, 0.7, 0.2], { size: 2, stride: 2 });
  expect(routed[0]).toEqual(new Array(16).fill(0));
  expect(routed[2][5]).toBe(0.4);
  expect(routed[2][7]).toBe(-1.1);
  expect(routed[2][8]).toBe(0);
  expect(routed[4]).toEqual([0, 0, 0, 0, 0, 0.4, 0, -1.1, 0.7, 0, 0, 0, 0, 0, 0, 0.2]);
});

test('where windows overlap, gradients add up', () => {
  const lone = x.map((_, i) => (i === 5 ? 5 : 0));
  const { routed } = runPool(lone, new Array(9).fill(1), { size: 2, stride: 1 });
  expect(routed[9][5]).toBe(4);
});

test('of equal cells the first in row-major order wins, and the tie is known', () => {
  const run = runPool(new Array(16).fill(2), [1, 1, 1, 1], { size: 2, stride: 2 });
  expect(run.winners).toEqual([0, 2, 8, 10]);
  expect(largestCells(run, 0)).toEqual([0, 1, 4, 5]);
});

test.each([
  [2, 2, 2],
  [2, 1, 3],
  [3, 1, 2],
  [3, 2, 1],
])('a window of %i with stride %i fits %i times', (size, stride, windows) => {
  expect(windowsPerSide({ size, stride })).toBe(windows);
  expect(Math.floor((4 - size + stride) / stride)).toBe(windows);
});
