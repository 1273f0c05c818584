import { describe, expect, test } from 'vitest';
import { conv2d } from '../../core/layers/conv2d.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { Random } from '../../digits/random.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { judge, measureSlopes } from './measure.ts';
import { momentAt, productsOf, stepsOf, totalOf, type View } from './moment.ts';
import { largest } from './numbers.ts';
import { patchesOf } from './patches.ts';
import { rules } from './paths.ts';
import { paddings, planShape, type Shape } from './plan.ts';
import { reachedAt } from './reached.ts';
import { gradients, runScene, type Scene, sides, sizes, strides, ways } from './scene.ts';

interface Case {
  readonly shape: Shape;
  readonly scene: Scene;
}

const seed = 20_26;

/** Every combination of the controls, each rule, with random numbers. */
function allCases(): readonly Case[] {
  const random = new Random(seed);
  const numbers = (count: number) => Array.from({ length: count }, () => random.between(-3, 3));
  return sizes.flatMap((size) =>
    sides.flatMap((side) =>
      strides.flatMap((stride) =>
        paddings.flatMap((padding) =>
          rules.flatMap((rule): Case[] => {
            const shape = { size, side, stride, padding };
            const plan = planShape(shape);
            if ('refusal' in plan) throw new Error(plan.refusal);
            const x = numbers(size ** 2);
            const kernel = numbers(side ** 2);
            const upstream = numbers(plan.out ** 2);
            return [{ shape, scene: runScene(plan, rule, { x, kernel, upstream }) }];
          }),
        ),
      ),
    ),
  );
}

const cases = allCases();
const truths = cases.filter(({ scene }) => scene.rule === 'truth');
const views: readonly View[] = gradients.flatMap((gradient) =>
  ways.map((way) => ({ gradient, way })),
);
const worst = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The array without the padding around it. */
function cropped({ plan }: Scene, values: readonly number[], columns: number): number[] {
  if (columns === plan.size) return [...values];
  return Array.from({ length: plan.size ** 2 }, (_, i) => {
    const row = Math.floor(i / plan.size) + plan.before;
    return values[row * columns + (i % plan.size) + plan.before];
  });
}

test('there are 540 settings, one in four without a mistake', () => {
  expect(cases).toHaveLength(540);
  expect(truths).toHaveLength(135);
});

test('dX, dW and db are what the conv2d layer sends back in float64', () => {
  for (const { shape, scene } of truths) {
    const { plan, x, kernel, upstream, truth } = scene;
    const amount = shape.padding === '1' || shape.padding === '2';
    // A layer knows no amounts: it is given the padded input, and its gradient is cropped.
    const side = amount ? plan.padded : plan.size;
    const image = hostTensor([1, side, side, 1], Float64Array.from(amount ? scene.padded : x));
    const layer = new LoneLayer(conv2d, {
      padding: amount ? 'valid' : shape.padding,
      strides: [plan.stride, plan.stride],
    });
    const back = layer.pullBack(
      [image],
      hostTensor([1, plan.out, plan.out, 1], Float64Array.from(upstream)),
      {
        kernel: hostTensor([plan.kernel, plan.kernel, 1, 1], Float64Array.from(kernel)),
        bias: hostTensor([1], new Float64Array(1)),
      },
    );
    const dx = Array.from(back.inputs[0]?.data ?? []);
    expect(worst(truth.dx, cropped(scene, dx, side))).toBeLessThan(1e-12);
    expect(worst(truth.dw, back.params.kernel.data)).toBeLessThan(1e-12);
    expect(worst(truth.db, back.params.bias.data)).toBeLessThan(1e-12);
  }
});

describe.each(views)('$gradient by $way', (view) => {
  test('ends at the gradient that its rule makes, the true one at the core’s', () => {
    for (const { scene } of cases) {
      const last = momentAt(scene, view, stepsOf(scene.plan, view) - 1, 1);
      const { values, columns } = reachedAt(scene, view, last);
      const end = view.gradient === 'dx' ? cropped(scene, values, columns) : values;
      expect(worst(end, scene.claim[view.gradient])).toBeLessThan(1e-12);
    }
  });

  test('each step’s products come to the cell that they make, or are all that is sent', () => {
    for (const { scene } of cases) {
      const steps = stepsOf(scene.plan, view);
      const totals = Array.from({ length: steps }, (_, step) =>
        totalOf(productsOf(scene, view, step), scene.rule),
      );
      const whole = scene.claim[view.gradient];
      if (steps === whole.length && !isSent(view)) {
        expect(worst(totals, whole)).toBeLessThan(1e-12);
      } else if (scene.rule !== 'assign' && view.gradient !== 'dw') {
        expect(Math.abs(sum(totals) - sum(whole))).toBeLessThan(1e-10);
      }
    }
  });

  test('half-way through a step, what is there is no more than has been added', () => {
    for (const { scene } of truths) {
      const start = momentAt(scene, view, 0, 0);
      const { values } = reachedAt(scene, view, start);
      expect(start.done).toBe(0);
      expect(values.every((value) => value === 0)).toBe(true);
    }
  });
});

const isSent = (view: View) =>
  view.way === 'send' || (view.way === 'matrix' && view.gradient === 'dx');

test('slopes measured by nudging agree with the true gradients everywhere', () => {
  for (const { scene } of truths) {
    for (const gradient of gradients) {
      const slopes = measureSlopes(scene, gradient);
      const { right, error } = judge(scene.truth[gradient], slopes);
      expect(right).toHaveLength(scene.truth[gradient].length);
      expect(right.every(Boolean)).toBe(true);
      expect(error).toBeLessThan(1e-9);
    }
  }
});

test('they agree as well for the largest numbers that a reader may type', () => {
  for (const { scene } of truths) {
    const [w, d, v] = [scene.kernel, scene.upstream, scene.x].map((values) =>
      values.map((value) => Math.sign(value) * (Math.abs(value) > 1 ? largest : 0.5)),
    );
    const wide = runScene(scene.plan, 'truth', { x: v, kernel: w, upstream: d });
    for (const gradient of gradients) {
      const { right } = judge(wide.truth[gradient], measureSlopes(wide, gradient));
      expect(right.every(Boolean)).toBe(true);
    }
  }
});

test('by matrices: Y = P w, dw = Pᵀ δ, and col2im of δ wᵀ is dX', () => {
  for (const { scene } of truths) {
    const { plan, kernel, upstream, y, truth, paths } = scene;
    const patches = patchesOf(scene);
    const taps = plan.kernel ** 2;
    const forward = upstream.map((_, o) => sum(kernel.map((w, c) => w * patches[o * taps + c])));
    expect(worst(forward, y)).toBeLessThan(1e-12);
    const dw = kernel.map((_, c) => sum(upstream.map((d, o) => d * patches[o * taps + c])));
    expect(worst(dw, truth.dw)).toBeLessThan(1e-12);
    const dx = truth.dx.map((_, cell) =>
      sum(
        paths.flatMap((p, i) =>
          p.source === cell ? [upstream[Math.floor(i / taps)] * kernel[i % taps]] : [],
        ),
      ),
    );
    expect(worst(dx, truth.dx)).toBeLessThan(1e-12);
  }
});

test('the holes are as many as the stride leaves out, and the field is just wide enough', () => {
  for (const { scene } of truths) {
    const { plan, field } = scene;
    const spread = (plan.out - 1) * plan.stride + 1;
    const count = (ground: string) => field.grounds.filter((g) => g === ground).length;
    expect(count('entry')).toBe(plan.out ** 2);
    expect(count('hole')).toBe(spread ** 2 - plan.out ** 2);
    expect(field.side).toBeGreaterThanOrEqual(plan.size + plan.kernel - 1);
    if (plan.before <= plan.kernel - 1) expect(field.start).toBe(0);
  }
});

test('with stride 1 and no padding, the full correlation with the turned kernel is the scatter', () => {
  for (const { shape, scene } of truths) {
    if (shape.stride !== 1 || shape.padding !== 'valid') continue;
    const { plan, field, kernel, truth } = scene;
    expect(field.side).toBe(plan.out + 2 * (plan.kernel - 1));
    const turned = kernel.toReversed();
    const full = truth.dx.map((_, cell) => {
      const [row, column] = [Math.floor(cell / plan.size), cell % plan.size];
      return sum(
        turned.map((w, i) => {
          const down = row + Math.floor(i / plan.kernel);
          return w * field.values[down * field.side + column + (i % plan.kernel)];
        }),
      );
    });
    expect(worst(full, truth.dx)).toBeLessThan(1e-12);
  }
});

test('where no window hangs over the edge, dX sums to Σδ · Σw; a kernel of ones counts windows', () => {
  for (const { shape, scene } of truths) {
    if (shape.padding !== 'valid') continue;
    const { plan, x, kernel, upstream, truth } = scene;
    expect(sum(truth.dx)).toBeCloseTo(sum(upstream) * sum(kernel), 9);
    const ones = (count: number) => new Array<number>(count).fill(1);
    const counted = runScene(plan, 'truth', {
      x,
      kernel: ones(kernel.length),
      upstream: ones(upstream.length),
    });
    expect(sum(counted.truth.dx)).toBeCloseTo(upstream.length * kernel.length, 9);
  }
});

test('a kernel that is its own half-turn hides the missing turn; windows side by side hide the =', () => {
  for (const { shape, scene } of cases) {
    const { plan, x, kernel, upstream } = scene;
    const own = kernel.map((value, i) => value + kernel[kernel.length - 1 - i]);
    const unturned = runScene(plan, 'unturned', { x, kernel: own, upstream });
    expect(worst(unturned.claim.dx, unturned.truth.dx)).toBeLessThan(1e-12);
    if (scene.rule === 'assign' && shape.stride >= shape.side) {
      expect(worst(scene.claim.dx, scene.truth.dx)).toBeLessThan(1e-12);
    }
    if (scene.rule === 'dense' && shape.stride === 1) {
      expect(worst(scene.claim.dx, scene.truth.dx)).toBeLessThan(1e-12);
    }
  }
});

test('each mistake is caught by the slopes where it can be', () => {
  const wrongEverywhere = (rule: string, apart: (one: Case) => boolean) => {
    const some = cases.filter((one) => one.scene.rule === rule && apart(one));
    expect(some.length).toBeGreaterThan(7);
    for (const { scene } of some) {
      expect(judge(scene.claim.dx, scene.truth.dx).right).toContain(false);
    }
  };
  wrongEverywhere('unturned', ({ shape }) => shape.side > 1);
  wrongEverywhere(
    'assign',
    ({ shape, scene }) =>
      shape.side > shape.stride && scene.plan.out > 1 && shape.padding === 'valid',
  );
  wrongEverywhere('dense', ({ shape }) => shape.stride > 1 && shape.padding === 'full');
});
