import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relativeDifference } from '../../src/core/agreement.ts';
import { convGeometry, type Padding, poolGeometry } from '../../src/core/geometry.ts';
import { HostOps } from '../../src/core/host/ops.ts';
import { borderCases } from '../../src/core/ieee.ts';
import type { Ops } from '../../src/core/ops.ts';
import { mulberry32 } from '../../src/core/probe.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { type HostTensor, type Shape, sizeOf } from '../../src/trace/tensor.ts';

type Work = <H>(ops: Ops<H>) => readonly H[];

let engine: WebglEngine;

beforeAll(async () => {
  engine = await WebglEngine.create();
});

afterAll(() => engine.dispose());

/** The same work on WebGL and on the host in float64, tensor by tensor. */
async function both(work: Work): Promise<(readonly [HostTensor, HostTensor])[]> {
  const host = work(new HostOps('float64')).map(({ shape, data }) => ({
    shape,
    dtype: 'float64' as const,
    data: data.slice(),
  }));
  const gpu = await engine.run((ops) => work(ops));
  return host.map((expected, i) => [gpu[i], expected] as const);
}

async function expectAgreement(work: Work): Promise<void> {
  for (const [actual, expected] of await both(work)) {
    expect(actual.shape).toEqual(expected.shape);
    expect(relativeDifference(actual.data, expected.data)).toBeLessThan(5e-6);
  }
}

/** Seeded numbers in [−1, 1) that float32 holds exactly; `steps` makes ties likely. */
function random(seed: number, shape: Shape, steps = 1024): HostTensor {
  const uniform = mulberry32(seed);
  const data = Float32Array.from({ length: sizeOf(shape) }, () => {
    return (Math.floor(uniform() * 2 * steps) - steps) / steps;
  });
  return { shape, dtype: 'float32', data };
}

/** Seeded whole numbers from `low` to `high`. */
function drawFrom(seed: number): (low: number, high: number) => number {
  const uniform = mulberry32(seed);
  return (low, high) => low + Math.floor(uniform() * (high - low + 1));
}

/** So many channels; every second time so many texels of four. */
const channels = (draw: (low: number, high: number) => number): number =>
  draw(1, 3) * (draw(0, 1) === 1 ? 4 : 1);

describe('elementwise', () => {
  test('functions of one argument', async () => {
    await expectAgreement((ops) => {
      const x = ops.upload(random(1, [3, 5, 7, 2]));
      const positive = ops.unary('exp', ops.scale(x, 20));
      return [
        ops.unary('relu', x),
        ops.unary('step', x),
        ops.scale(x, -2.5),
        ops.unary('exp', x),
        ops.unary('log', positive),
      ];
    });
  });

  test('two arguments, with every way of broadcasting', async () => {
    const shapes: readonly (readonly [Shape, Shape])[] = [
      [[4, 3], [4, 3]],
      [[2, 3, 4, 5], [5]],
      [[4, 3], [4, 1]],
      [[4, 1], [1, 3]],
      [[2, 1, 3], [4, 1]],
      [[2, 3], []],
      [[], [2, 3]],
      [[1], [6]],
    ]; // biome-ignore format: pairs side by side
    await expectAgreement((ops) =>
      shapes.flatMap(([a, b], i) => {
        const x = ops.upload(random(10 + i, a));
        const y = ops.binary('add', ops.upload(random(20 + i, b)), three(ops));
        return (['add', 'subtract', 'multiply', 'divide'] as const).map((name) =>
          ops.binary(name, x, y),
        );
      }),
    );
  });

  test('copies to a larger shape, and one-hot rows', async () => {
    await expectAgreement((ops) => [
      ops.broadcastTo(ops.upload(random(30, [3, 1])), [2, 3, 4]),
      ops.broadcastTo(ops.upload(random(31, [])), [5]),
      ops.oneHot(ops.upload({ shape: [4], dtype: 'int32', data: [2, 0, 9, 5] }), 10),
      ops.reshape(ops.upload(random(32, [2, 6])), [3, 2, 2]),
    ]);
  });
});

const three = <H>(ops: Ops<H>): H => ops.upload({ shape: [], dtype: 'float32', data: [3] });

test('reductions over every choice of axes, short and long', async () => {
  await expectAgreement((ops) =>
    [[3, 4], [2, 3, 4, 5], [1, 1], [7], [70_000], [1300, 3], [3, 1300]].flatMap((shape, i) => {
      const x = ops.upload(random(40 + i, shape));
      return (['last', 'leading', 'all'] as const).flatMap((axes) => [
        ops.reduce('sum', ops.unary('exp', x), axes),
        ops.reduce('max', x, axes),
      ]);
    }),
  );
});

test('matrix products, plain and with either side transposed', async () => {
  await expectAgreement((ops) =>
    [
      [1, 1, 1],
      [3, 4, 5],
      [1, 400, 64],
      [20, 130, 7],
    ].flatMap(([m, k, n], i) => [
      ops.matMul(ops.upload(random(60 + i, [m, k])), ops.upload(random(70 + i, [k, n])), {}),
      ops.matMul(ops.upload(random(60 + i, [k, m])), ops.upload(random(70 + i, [k, n])), {
        a: true,
      }),
      ops.matMul(ops.upload(random(60 + i, [m, k])), ops.upload(random(70 + i, [n, k])), {
        b: true,
      }),
    ]),
  );
});

test('convolutions and both gradients, of 40 random geometries', async () => {
  const paddings: readonly Padding[] = ['valid', 'same', 'full'];
  for (let seed = 100; seed < 140; seed++) {
    const draw = drawFrom(seed);
    const settings = {
      padding: paddings[seed % 3],
      strides: [draw(1, 3), draw(1, 3)],
      dilations: [draw(1, 3), draw(1, 2)],
    } as const;
    const x = [draw(1, 3), draw(9, 12), draw(9, 12), channels(draw)];
    const kernel = [draw(1, 4), draw(1, 4), x[3], channels(draw)];
    const g = convGeometry(x, kernel, settings);
    await expectAgreement((ops) => {
      const image = ops.upload(random(seed, x));
      const weights = ops.upload(random(seed + 1, kernel));
      const shape = [g.batch, g.outHeight, g.outWidth, g.outChannels];
      const upstream = ops.upload(random(seed + 2, shape));
      return [
        ops.conv2d(image, weights, g),
        ops.conv2dInputGradient(upstream, weights, g),
        ops.conv2dKernelGradient(image, upstream, g),
      ];
    });
  }
});

test('max-pools of 40 random geometries: values, winners and gradients by every tie rule', async () => {
  for (let seed = 200; seed < 240; seed++) {
    const draw = drawFrom(seed);
    const settings = {
      size: [draw(1, 3), draw(1, 3)],
      strides: [draw(1, 3), draw(1, 3)],
      ceil: seed % 2 === 0,
    } as const;
    const x = [draw(1, 3), draw(4, 9), draw(4, 9), channels(draw)];
    const g = poolGeometry(x, settings);
    await expectAgreement((ops) => {
      const image = ops.upload(random(seed, x, 2)); // five different values: ties everywhere
      const { values, winners } = ops.maxPool(image, g);
      const upstream = ops.upload(random(seed + 1, [...ops.shapeOf(values)]));
      const last = ops.maxPool(image, g, 'last');
      return [
        values,
        winners,
        ops.maxPoolGradient(upstream, winners, g),
        last.values,
        last.winners,
        ops.maxPoolGradient(upstream, last.winners, g),
        ops.maxPoolWinnerCounts(image, values, g),
        ops.maxPoolSharesGradient(upstream, image, values, g),
      ];
    });
  }
});

test('a pool’s first NaN wins, or its last, or both', async () => {
  const data = [1, Number.NaN, 3, Number.NaN];
  const g = poolGeometry([1, 2, 2, 1], { size: [2, 2], strides: [2, 2], ceil: false });
  const answers = await both((ops) => {
    const x = ops.upload({ shape: [1, 2, 2, 1], dtype: 'float32', data });
    const { values, winners } = ops.maxPool(x, g);
    const last = ops.maxPool(x, g, 'last');
    return [values, winners, last.values, last.winners, ops.maxPoolWinnerCounts(x, values, g)];
  });
  for (const side of [0, 1]) {
    const numbers = answers.flatMap((pair) => [...pair[side].data]);
    expect(numbers).toEqual([Number.NaN, 1, Number.NaN, 3, 2]);
  }
});

describe('where IEEE 754 has its borders', () => {
  test('every operation answers as the host does', async () => {
    const names = [...borderCases(new HostOps('float32')).keys()];
    const pairs = await both((ops) => [...borderCases(ops).values()]);
    for (const [i, [actual, expected]] of pairs.entries()) {
      const shown = [...actual.data].map((x) => (Number.isFinite(x) ? x.toFixed(3) : `${x}`));
      const wanted = [...expected.data].map((x) =>
        // The host is float64 here, where 3e39 is no overflow.
        Math.abs(x) > 3.5e38 || !Number.isFinite(x) ? `${Math.fround(x)}` : x.toFixed(3),
      );
      expect(shown, names[i]).toEqual(wanted);
    }
    expect(await engine.departures()).toEqual([]);
  });

  test('a logarithm of numbers too small to be normal is not cut off at −88', async () => {
    const data = [1e-40, 1.401298464324817e-45, 1.1754943508222875e-38];
    const [[logs]] = await both((ops) => [
      ops.unary('log', ops.upload({ shape: [3], dtype: 'float32', data })),
    ]);
    // Hardware may read such numbers as 0; then its logarithm is −∞, never a made-up −88.
    for (const [i, log] of [...logs.data].entries()) {
      if (log === Number.NEGATIVE_INFINITY) continue;
      expect(log).toBeCloseTo(Math.log(Math.fround(data[i])), 3);
    }
  });

  test('a naive softmax of [50, 90, 100] overflows as it must', async () => {
    const [[shares]] = await both((ops) => {
      const z = ops.upload({ shape: [1, 3], dtype: 'float32', data: [50, 90, 100] });
      const powers = ops.unary('exp', z);
      return [ops.binary('divide', powers, ops.reduce('sum', powers, 'last'))];
    });
    expect([...shares.data]).toEqual([0, Number.NaN, Number.NaN]);
  });
});

test('every element of a long tensor is found, and a longer one is refused', async () => {
  for (const rows of [1, 3]) {
    const columns = 2 ** 20 - 3;
    // Whole numbers up to 2^24 are exact: each element says its own place.
    const ramp = Float32Array.from({ length: rows * columns }, (_, i) => i);
    const [cut] = await engine.run(
      (ops) => [
        ops.slice(ops.upload({ shape: [rows, columns], dtype: 'float32', data: ramp }), 5, 900_001),
      ],
      60_000,
    );
    const wrong = Array.from(cut.data).findIndex(
      (value, i) => value !== Math.floor(i / 900_001) * columns + 5 + (i % 900_001),
    );
    expect(wrong).toBe(-1);
  }
  const tooLong = engine.run((ops) => [
    ops.broadcastTo(ops.upload({ shape: [1], dtype: 'float32', data: [1] }), [2 ** 24 + 1]),
  ]);
  await expect(tooLong).rejects.toThrow('[16777217] is larger than this device’s textures');
}, 120_000);

test('what is drawn in one is the same when its parts are asked for, before and after', async () => {
  const geometry = convGeometry([2, 5, 6, 3], [3, 2, 3, 4], {
    padding: 'same',
    strides: [1, 1],
    dilations: [1, 1],
  });
  await expectAgreement((ops) => {
    const [x, kernel, bias] = [
      random(1, [2, 5, 6, 3]),
      random(2, [3, 2, 3, 4]),
      random(3, [4]),
    ].map((tensor) => ops.upload(tensor));
    const sums = ops.conv2d(x, kernel, geometry);
    const biased = ops.binary('add', sums, bias);
    const again = ops.binary('add', ops.conv2d(x, kernel, geometry), bias);
    const step = ops.unary('step', biased);
    const gated = ops.binary('multiply', sums, step);
    const flat = ops.reshape(sums, [60, 4]);
    const read = ops.unary('relu', flat);
    // As many numbers, but each row meets each column.
    const [row, column] = [random(4, [1, 4]), random(5, [4, 1])].map((side) => ops.upload(side));
    const table = ops.binary('multiply', row, ops.unary('step', column));
    return [biased, again, gated, step, sums, read, ops.binary('add', flat, bias), table];
  });
});

test('a factor of 0 and one of −0 are not taken for one another', async () => {
  const answers = await engine.run((ops) => {
    const one = ops.upload({ shape: [1], dtype: 'float32', data: [1] });
    return [ops.scale(one, 0), ops.scale(one, -0)];
  });
  expect(answers.map(({ data }) => data[0])).toEqual([0, -0]);
});
