import { expect, test } from 'vitest';
import { HostOps } from '../../core/host/ops.ts';
import { convTranspose2d } from '../../core/layers/conv-transpose2d.ts';
import { Random } from '../../digits/random.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { type PaddingRule, paddingRules, planWindow, type WindowPlan } from './geometry.ts';
import { turned } from './kernels.ts';
import { correlate, correlateBack } from './passes.ts';
import { transposedPlan, withHoles } from './transposed.ts';

const uniform = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.between(-1, 1));

function plans(rules: readonly PaddingRule[], seed: number): WindowPlan[] {
  const random = new Random(seed);
  const found: WindowPlan[] = [];
  while (found.length < 400) {
    const plan = planWindow({
      size: 3 + random.below(7),
      kernel: 1 + random.below(5),
      stride: 1 + random.below(3),
      dilation: 1 + random.below(3),
      padding: rules[random.below(rules.length)],
    });
    if (!('refusal' in plan)) found.push(plan);
  }
  return found;
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0);
  expect(worst).toBeLessThan(1e-11);
}

test('the input’s gradient is a correlation with the turned kernel, for every padding, stride and dilation', () => {
  const random = new Random(11);
  for (const plan of plans(paddingRules, 1)) {
    const kernel = uniform(random, plan.kernel ** 2);
    const upstream = uniform(random, plan.out ** 2);
    const back = transposedPlan(plan);
    expect(back.before).toBeGreaterThanOrEqual(0);
    expect(back.after).toBeGreaterThanOrEqual(0);
    expectClose(
      correlate(withHoles(upstream, plan), turned(kernel), back, 'zero'),
      correlateBack(upstream, kernel, plan, 'zero'),
    );
  }
});

test('valid goes back as full, full as valid, same with an odd kernel as same', () => {
  for (const plan of plans(['valid', 'full'], 2)) {
    if (plan.stride > 1) continue;
    const { before, after, extent } = transposedPlan(plan);
    const expected = plan.padding === 'valid' ? extent - 1 : 0;
    expect([before, after]).toEqual([expected, expected]);
  }
  for (const plan of plans(['torch'], 3)) {
    if (plan.extent % 2 === 0) continue;
    expect(transposedPlan(plan)).toMatchObject({ before: plan.before, after: plan.after });
  }
});

test('it is what the core’s transposed convolution makes, where both lead to the same size', () => {
  const random = new Random(13);
  const ops = new HostOps('float64');
  let compared = 0;
  for (const plan of plans(['valid', 'same', 'full'], 4)) {
    const { kernel: k, out, size, stride, dilation, padding } = plan;
    const pair = [stride, stride];
    const layer = convTranspose2d.bind('up', {
      padding,
      strides: pair,
      dilations: [dilation, dilation],
    });
    const shape = [1, out, out, 1];
    let grown: readonly number[] = [];
    try {
      grown = layer.shapes([shape], { kernel: [k, k, 1, 1], bias: [1] })[0];
    } catch {
      continue; // the full transposed layer of a large kernel leaves nothing
    }
    if (grown[1] !== size) continue;
    compared++;
    const upstream = uniform(random, out * out);
    const kernel = uniform(random, k * k);
    const params = {
      kernel: ops.upload(hostTensor([k, k, 1, 1], kernel)),
      bias: ops.upload(hostTensor([1], [0])),
    };
    const made = layer.forward(ops, params, [ops.upload(hostTensor(shape, upstream))]);
    expectClose([...made.outputs[0].data], correlateBack(upstream, kernel, plan, 'zero'));
    ops.reset();
  }
  expect(compared).toBeGreaterThan(100);
});
