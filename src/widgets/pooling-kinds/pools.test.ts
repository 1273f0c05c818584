import { expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { kindNames, movedOutputs, runPool, shifted, side, total } from './pools.ts';

const boards = 300;

/** Whole numbers, so that ties are common; upstream values of any size. */
function eachInput(look: (x: readonly number[], nine: readonly number[]) => void): void {
  for (let seed = 0; seed < boards; seed++) {
    const random = new Random(seed, 31);
    const x = Array.from({ length: side ** 2 }, () => random.below(12) - 5);
    look(
      x,
      Array.from({ length: 9 }, () => random.normal()),
    );
  }
}

/** The cells of each 2 × 2 window, in reading order. */
const windows = Array.from({ length: 9 }, (_, w) => {
  const corner = 2 * Math.floor(w / 3) * side + 2 * (w % 3);
  return [corner, corner + 1, corner + side, corner + side + 1];
});

test.each(kindNames)('%s pooling hands on the whole sum', (name) => {
  eachInput((x, nine) => {
    expect(total(runPool(name, x, nine, false).gradient)).toBeCloseTo(total(nine), 10);
  });
});

test('maxima and averages are those of the windows, written out', () => {
  eachInput((x, nine) => {
    const max = runPool('max', x, nine, false);
    const average = runPool('average', x, nine, false);
    windows.forEach((cells, w) => {
      const values = cells.map((cell) => x[cell]);
      expect(max.outputs[w]).toBe(Math.max(...values));
      expect(average.outputs[w]).toBeCloseTo(total(values) / 4, 12);
      const winner = cells[values.indexOf(Math.max(...values))];
      for (const cell of cells) {
        expect(max.gradient[cell]).toBe(cell === winner ? nine[w] : 0);
        expect(average.gradient[cell]).toBeCloseTo(nine[w] / 4, 12);
      }
    });
  });
});

test('global pools: one maximum takes all, or everyone a thirty-sixth', () => {
  eachInput((x, nine) => {
    const sent = total(nine);
    const max = runPool('global-max', x, nine, false);
    expect(max.outputs).toEqual([Math.max(...x)]);
    const winner = x.indexOf(Math.max(...x));
    max.gradient.forEach((g, cell) => {
      expect(g).toBeCloseTo(cell === winner ? sent : 0, 12);
    });
    const average = runPool('global-average', x, nine, false);
    expect(average.outputs[0]).toBeCloseTo(total(x) / 36, 12);
    for (const g of average.gradient) expect(g).toBeCloseTo(sent / 36, 12);
  });
});

test.each(kindNames)(
  'behind a ReLU, %s pooling sends nothing to cells at or below zero',
  (name) => {
    eachInput((x, nine) => {
      const { gradient } = runPool(name, x, nine, true);
      const rectified = x.map((value) => Math.max(0, value));
      const without = runPool(name, rectified, nine, false).gradient;
      gradient.forEach((g, cell) => {
        expect(g).toBe(x[cell] > 0 ? without[cell] : without[cell] * 0);
      });
    });
  },
);

test('a shift by a whole window moves the outputs; new ones come in at the edge alone', () => {
  eachInput((x, nine) => {
    const before = runPool('max', x, nine, false).outputs;
    const after = runPool('max', shifted(x, 2), nine, false).outputs;
    for (const w of [1, 2, 4, 5, 7, 8]) expect(after[w]).toBe(before[w - 1]);
  });
});

test('a lone peak within its window may move without being noticed', () => {
  const x: readonly number[] = Array.from({ length: side ** 2 }, (_, i) =>
    i === 2 * side + 2 ? 6 : 0,
  );
  expect(movedOutputs('max', x, 1, false)).toBe(0);
  expect(movedOutputs('max', x, 2, false)).toBe(2);
  expect(movedOutputs('global-max', x, 3, false)).toBe(0);
});
