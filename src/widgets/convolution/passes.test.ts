import { describe, expect, test } from 'vitest';
import type { Edge } from '../../core/receptive-field.ts';
import { Random } from '../../digits/random.ts';
import { borders, paddingRules, planWindow, type WindowPlan } from './geometry.ts';
import { turned } from './kernels.ts';
import { correlate, correlateBack, coverage, kernelGradient } from './passes.ts';
import { paddedImage, tapsOf } from './window-sum.ts';

interface Case {
  readonly plan: WindowPlan;
  readonly border: Edge;
  readonly x: readonly number[];
  readonly kernel: readonly number[];
  readonly upstream: readonly number[];
}

const uniform = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.between(-1, 1));

/** 400 random settings over the whole range of the controls, with random numbers. */
function cases(seed: number): readonly Case[] {
  const random = new Random(seed);
  const whole = (low: number, high: number) => low + random.below(high - low + 1);
  const numbers = (count: number) => uniform(random, count);
  const found: Case[] = [];
  while (found.length < 400) {
    const plan = planWindow({
      size: whole(5, 9),
      kernel: whole(1, 5),
      stride: whole(1, 3),
      dilation: whole(1, 3),
      padding: paddingRules[random.below(paddingRules.length)],
    });
    if ('refusal' in plan) continue;
    found.push({
      plan,
      border: borders[random.below(borders.length)],
      x: numbers(plan.size ** 2),
      kernel: numbers(plan.kernel ** 2),
      upstream: numbers(plan.out ** 2),
    });
  }
  return found;
}

/** NumPy's np.pad, written without the core: by walking, a cell at a time, and turning at an edge. */
function walk(at: number, size: number, border: Edge): number | undefined {
  if (at >= 0 && at < size) return at;
  if (border === 'zero') return undefined;
  if (border === 'replicate') return at < 0 ? 0 : size - 1;
  let place = at < 0 ? 0 : size - 1;
  let direction = at < 0 ? -1 : 1;
  for (let left = at < 0 ? -at : at - size + 1; left > 0; left--) {
    const next = place + direction;
    if (next >= 0 && next < size) place = next;
    else if (border === 'circular') place = next < 0 ? size - 1 : 0;
    else {
      direction = -direction;
      place += direction;
    }
  }
  return place;
}

/** The definition, in loops, on an image padded by walking. */
function bruteForce({ plan, border, x, kernel }: Case): number[] {
  const { size, before, out, stride, dilation, kernel: k } = plan;
  return Array.from({ length: out * out }, (_, i) => {
    let sum = 0;
    for (let u = 0; u < k; u++) {
      for (let v = 0; v < k; v++) {
        const row = walk(Math.floor(i / out) * stride + u * dilation - before, size, border);
        const column = walk((i % out) * stride + v * dilation - before, size, border);
        if (row === undefined || column === undefined) continue;
        sum += kernel[u * k + v] * x[row * size + column];
      }
    }
    return sum;
  });
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0);
  expect(worst).toBeLessThan(1e-11);
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

test('outputs are the definition’s, under every border, padding, stride and dilation', () => {
  for (const one of cases(1)) {
    expectClose(correlate(one.x, one.kernel, one.plan, one.border), bruteForce(one));
  }
});

test('the padded picture is np.pad’s, cell by cell', () => {
  for (const { x, plan, border } of cases(2)) {
    const expected = Array.from({ length: plan.padded ** 2 }, (_, at) => {
      const row = walk(Math.floor(at / plan.padded) - plan.before, plan.size, border);
      const column = walk((at % plan.padded) - plan.before, plan.size, border);
      return row === undefined || column === undefined ? 0 : x[row * plan.size + column];
    });
    expect(paddedImage(x, plan, border)).toEqual(expected);
  }
});

test('the products written out add up to the core’s output', () => {
  for (const { x, kernel, plan, border } of cases(3).slice(0, 150)) {
    const padded = paddedImage(x, plan, border);
    let misread = 0;
    const sums = Array.from({ length: plan.out ** 2 }, (_, index) =>
      tapsOf(plan, border, index).reduce((sum, tap) => {
        if (padded[tap.padded] !== (tap.source < 0 ? 0 : x[tap.source])) misread++;
        return sum + kernel[tap.weight] * padded[tap.padded];
      }, 0),
    );
    expect(misread).toBe(0);
    expectClose(sums, correlate(x, kernel, plan, border));
  }
});

describe('the way back', () => {
  test('is the transpose: ⟨upstream, conv(x)⟩ = ⟨back(upstream), x⟩', () => {
    for (const { x, kernel, upstream, plan, border } of cases(4)) {
      const there = dot(upstream, correlate(x, kernel, plan, border));
      const back = dot(correlateBack(upstream, kernel, plan, border), x);
      expect(back).toBeCloseTo(there, 9);
      expect(dot(kernelGradient(x, upstream, plan, border), kernel)).toBeCloseTo(there, 9);
    }
  });

  test('of valid, stride 1 is the full correlation with the turned kernel', () => {
    for (const { kernel, plan } of cases(5)) {
      const valid = planWindow({ ...plan, stride: 1, padding: 'valid' });
      if ('refusal' in valid) continue;
      const upstream = uniform(new Random(plan.size), valid.out ** 2);
      const full = planWindow({ ...valid, size: valid.out, padding: 'full' });
      if ('refusal' in full) throw new Error(full.refusal);
      expect(full.out).toBe(plan.size);
      expectClose(
        correlate(upstream, turned(kernel), full, 'zero'),
        correlateBack(upstream, kernel, valid, 'zero'),
      );
    }
  });
});

test('coverage is what counting finds, and the input gradient of a sum under a kernel of ones', () => {
  for (const { plan, border } of cases(6)) {
    const counts = new Array<number>(plan.size ** 2).fill(0);
    for (let index = 0; index < plan.out ** 2; index++) {
      for (const { source } of tapsOf(plan, border, index)) if (source >= 0) counts[source]++;
    }
    expect(coverage(plan, border)).toEqual(counts);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (border !== 'zero') expect(total).toBe(plan.out ** 2 * plan.kernel ** 2);
  }
});

test('the corner is seen once under valid, k² times under full, as often as the middle', () => {
  for (const kernel of [1, 2, 3, 4, 5]) {
    const settings = { size: 28, kernel, stride: 1, dilation: 1 };
    const valid = planWindow({ ...settings, padding: 'valid' });
    const full = planWindow({ ...settings, padding: 'full' });
    if ('refusal' in valid || 'refusal' in full) throw new Error('both fit');
    const counts = coverage(valid, 'zero');
    expect(counts[0]).toBe(1);
    expect(counts[14 * 28 + 14]).toBe(kernel ** 2);
    expect(new Set(coverage(full, 'zero'))).toEqual(new Set([kernel ** 2]));
  }
});
