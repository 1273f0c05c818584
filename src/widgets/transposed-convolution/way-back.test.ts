import { expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { planWindow } from '../convolution/geometry.ts';
import { paddings, sizes, stampedBy, strides, walkBack } from './way-back.ts';

/** Every setting of the figure's controls, with random numbers. */
function everyWay() {
  const random = new Random(21);
  const uniform = (count: number) => Array.from({ length: count }, () => random.between(-3, 3));
  return sizes.flatMap((size) =>
    [1, 2, 3].flatMap((kernel) =>
      strides.flatMap((stride) =>
        paddings.flatMap((padding) => {
          const plan = planWindow({ size, kernel, stride, dilation: 1, padding });
          return 'refusal' in plan ? [] : [walkBack(plan, uniform(kernel ** 2), uniform(64))];
        }),
      ),
    ),
  );
}

test('both ways lead to the same gradient', () => {
  const all = everyWay();
  expect(all).toHaveLength(81);
  for (const { difference } of all) expect(difference).toBeLessThan(1e-13);
});

test('the wires drawn carry the whole gradient, and the stamps add up to it', () => {
  for (const back of everyWay()) {
    const sums = back.gradient.map((_, cell) =>
      back.wires
        .filter((wire) => wire.cell === cell)
        .reduce((sum, { weight, window }) => sum + weight * back.upstream[window], 0),
    );
    for (const [cell, sum] of sums.entries()) expect(sum).toBeCloseTo(back.gradient[cell], 12);
    expect(stampedBy(back, 0).every((value) => value === 0)).toBe(true);
    expect(stampedBy(back, back.upstream.length)).toEqual(back.gradient);
  }
});
