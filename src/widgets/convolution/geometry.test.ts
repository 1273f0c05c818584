import { expect, test } from 'vitest';
import { paddingRules, planWindow, type WindowPlan, type WindowSettings } from './geometry.ts';

/** Every setting that the figures' controls reach, and the digit's 28 and the picture's 32. */
const all: readonly WindowSettings[] = [5, 6, 7, 8, 28, 32].flatMap((size) =>
  [1, 2, 3, 4, 5].flatMap((kernel) =>
    [1, 2, 3].flatMap((stride) =>
      [1, 2, 3].flatMap((dilation) =>
        paddingRules.map((padding) => ({ size, kernel, stride, dilation, padding })),
      ),
    ),
  ),
);

function planOf(settings: Partial<WindowSettings>): WindowPlan {
  const plan = planWindow({
    size: 28,
    kernel: 3,
    stride: 1,
    dilation: 1,
    padding: 'valid',
    ...settings,
  });
  if ('refusal' in plan) throw new Error(plan.refusal);
  return plan;
}

/** Counts the places where a window can stand, one by one. */
function starts({ padded, extent, stride }: WindowPlan): number {
  let count = 0;
  for (let at = 0; at + extent <= padded; at += stride) count++;
  return count;
}

test('sizes are the formula’s, and the number of places where a window can stand, for all 1,350 settings', () => {
  expect(all).toHaveLength(1350);
  let planned = 0;
  for (const settings of all) {
    const plan = planWindow(settings);
    if ('refusal' in plan) continue;
    planned++;
    const { size, kernel, stride, dilation, before, after, out } = plan;
    expect(out).toBe(
      Math.floor((size + before + after - dilation * (kernel - 1) - 1) / stride) + 1,
    );
    expect(out).toBe(starts(plan));
    expect(plan.unused).toBeGreaterThanOrEqual(0);
    expect(plan.unused).toBeLessThan(stride);
  }
  expect(planned).toBeGreaterThan(1000);
});

test('28 becomes 26 under valid, 28 under same, 30 under full', () => {
  expect(planOf({ padding: 'valid' }).out).toBe(26);
  expect(planOf({ padding: 'same' }).out).toBe(28);
  expect(planOf({ padding: 'full' }).out).toBe(30);
});

test('valid without stride or dilation is n − k + 1, full is n + k − 1', () => {
  for (const size of [5, 8, 28]) {
    for (const kernel of [1, 2, 3, 4, 5]) {
      expect(planOf({ size, kernel, padding: 'valid' }).out).toBe(size - kernel + 1);
      expect(planOf({ size, kernel, padding: 'full' }).out).toBe(size + kernel - 1);
    }
  }
});

test('TensorFlow’s same has ⌈n/s⌉ outputs, and puts an odd cell after the image', () => {
  for (const settings of all) {
    if (settings.padding !== 'same') continue;
    const { out, before, after } = planOf(settings);
    expect(out).toBe(Math.ceil(settings.size / settings.stride));
    expect([0, 1]).toContain(after - before);
  }
  expect(planOf({ size: 6, stride: 2, padding: 'same' })).toMatchObject({ before: 0, after: 1 });
  expect(planOf({ size: 6, kernel: 4, padding: 'same' })).toMatchObject({ before: 1, after: 2 });
});

test('PyTorch’s same is TensorFlow’s at stride 1, and is refused at any other', () => {
  for (const settings of all) {
    if (settings.padding !== 'torch') continue;
    const plan = planWindow(settings);
    if (settings.stride > 1) {
      expect(plan).toHaveProperty('refusal', expect.stringContaining('PyTorch refuses'));
      continue;
    }
    // Its own rule: d(k − 1) cells in all, ⌊half⌋ of them before.
    const total = settings.dilation * (settings.kernel - 1);
    expect(plan).toMatchObject({
      out: settings.size,
      before: Math.floor(total / 2),
      after: total - Math.floor(total / 2),
    });
  }
});

test('the padding that PyTorch code writes by hand is even, and keeps the size for odd kernels', () => {
  for (const settings of all) {
    if (settings.padding !== 'half') continue;
    const { before, after, out } = planOf(settings);
    expect(before).toBe(after);
    const even = (settings.dilation * (settings.kernel - 1)) % 2 === 1;
    if (settings.stride === 1) expect(out).toBe(settings.size - (even ? 1 : 0));
  }
});

test('a window that does not fit is refused in words', () => {
  expect(planWindow({ size: 5, kernel: 5, stride: 1, dilation: 3, padding: 'valid' })).toEqual({
    refusal:
      'A kernel of 5 × 5, spread over 13 by its dilation, does not fit into 5 × 5: there is no place to put it even once, and no output.',
  });
});
