import { expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { correlateBack } from '../convolution/passes.ts';
import { type Layer, type Stage, seenBy, stackUp } from './stack.ts';

/** 300 random stacks over the whole range of the controls that leave something. */
function stacks(seed: number): { layers: Layer[]; size: number; stages: readonly Stage[] }[] {
  const random = new Random(seed);
  const whole = (low: number, high: number) => low + random.below(high - low + 1);
  const found = [];
  while (found.length < 300) {
    const layers = Array.from(
      { length: whole(1, 4) },
      (): Layer => ({
        kernel: whole(1, 7),
        stride: whole(1, 3),
        dilation: whole(1, 4),
        padding: random.chance(0.5) ? 'same' : 'valid',
        channels: whole(1, 64),
      }),
    );
    const size = whole(5, 64);
    const { stages, refusal } = stackUp(layers, size, 3);
    if (refusal === undefined) found.push({ layers, size, stages });
  }
  return found;
}

test('sizes follow the formula, layer after layer', () => {
  for (const { layers, size, stages } of stacks(1)) {
    let before = size;
    for (const [i, { kernel, stride, dilation, padding }] of layers.entries()) {
      const out =
        padding === 'same'
          ? Math.ceil(before / stride)
          : Math.floor((before - dilation * (kernel - 1) - 1) / stride) + 1;
      expect(stages[i].size).toBe(out);
      before = out;
    }
  }
});

test('a cell that looks at no padding sees exactly as far as the formula says', () => {
  let measured = 0;
  for (const { stages } of stacks(2)) {
    const last = stages[stages.length - 1];
    if (stages.some(({ plan }) => plan.before + plan.after > 0)) continue;
    const [image] = seenBy(stages, Math.floor(last.size / 2));
    expect(image[image.length - 1] - image[0] + 1).toBe(last.field);
    measured++;
  }
  expect(measured).toBeGreaterThan(30);
});

test('the cells seen are those that a gradient through all layers reaches', () => {
  for (const { stages, size } of stacks(3).slice(0, 40)) {
    const last = stages[stages.length - 1];
    const cell = Math.floor(last.size / 2);
    let gradient: readonly number[] = Array.from({ length: last.size ** 2 }, (_, i) =>
      i === cell * last.size + cell ? 1 : 0,
    );
    for (const { plan } of stages.toReversed()) {
      gradient = correlateBack(gradient, new Array(plan.kernel ** 2).fill(1), plan, 'zero');
    }
    const [image] = seenBy(stages, cell);
    const reached = new Set<number>();
    for (const [i, value] of gradient.entries()) if (value > 0) reached.add(i % size);
    expect([...reached].sort((a, b) => a - b)).toEqual(image);
  }
});

test('three kernels of 3 × 3 see as far as one of 7 × 7, with 27 against 49 weights a channel pair', () => {
  const small = { kernel: 3, stride: 1, dilation: 1, padding: 'valid', channels: 16 } as const;
  const three = stackUp([small, small, small], 28, 16).stages;
  const [one] = stackUp([{ ...small, kernel: 7 }], 28, 16).stages;
  expect(three[2].field).toBe(7);
  expect(one.field).toBe(7);
  expect(three.reduce((sum, { weights }) => sum + weights, 0)).toBe(27 * 16 * 16);
  expect(one.weights).toBe(49 * 16 * 16);
});

test('a stack that runs out of picture says at which layer', () => {
  const large = { kernel: 7, stride: 1, dilation: 1, padding: 'valid', channels: 8 } as const;
  expect(stackUp([large, large], 10, 1).refusal).toMatch(
    /^Layer 2: A kernel of 7 × 7 does not fit/,
  );
});
