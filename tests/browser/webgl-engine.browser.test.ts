import { afterAll, beforeAll, expect, test } from 'vitest';
import { worstDisagreement } from '../../src/core/agreement.ts';
import type { RecordRequest } from '../../src/core/engine.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { mlp } from '../../src/core/networks/mlp.ts';
import { mulberry32, probeRequest } from '../../src/core/probe.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { sizeOf } from '../../src/trace/tensor.ts';

let engine: WebglEngine;
const news: string[] = [];

beforeAll(async () => {
  engine = await WebglEngine.create({
    recovering: () => news.push('recovering'),
    recovered: () => news.push('recovered'),
  });
});

afterAll(() => engine.dispose());

const request = probeRequest();
const truthOf = (asked: RecordRequest) => new HostEngine('float64').recordNow(asked);
const truth = truthOf(request);

test('a full trace of the convolutional network agrees with float64', async () => {
  expect(worstDisagreement(await engine.record(request), truth).error).toBeLessThan(2e-6);
});

test('so does a batch through the dense network', async () => {
  const uniform = mulberry32(5);
  const fill = (shape: readonly number[]) => ({
    shape,
    dtype: 'float32' as const,
    data: Float32Array.from({ length: sizeOf(shape) }, () => uniform() / 4 - 0.125),
  });
  const asked: RecordRequest = {
    graph: mlp,
    params: Object.fromEntries(mlp.params.map(({ id, shape }) => [id, fill(shape)])),
    inputs: {
      x: fill([5, 28, 28, 1]),
      label: { shape: [5], dtype: 'int32', data: [3, 1, 4, 1, 5] },
    },
  };
  expect(worstDisagreement(await engine.record(asked), truthOf(asked)).error).toBeLessThan(2e-6);
});

test('500 traces leave no tensor and no byte behind', async () => {
  await engine.record(request);
  const { draws, ...before } = engine.usage();
  for (let run = 0; run < 500; run++) await engine.record(request);
  const { draws: drawsAfter, ...after } = engine.usage();
  expect(after).toEqual(before);
  expect(drawsAfter).toBe(draws + 500 * Math.round((drawsAfter - draws) / 500));
  expect(drawsAfter).toBeGreaterThan(draws);
}, 80_000);

test('other weights are uploaded, and the oldest make room', async () => {
  await engine.record(request);
  const before = engine.usage();
  for (let set = 0; set < 12; set++) {
    const biased = { ...request.params, 'dense2.b': { ...request.params['dense2.b'] } };
    biased['dense2.b'] = { ...biased['dense2.b'], data: new Float32Array(10).fill(set) };
    const asked = { ...request, params: biased };
    const trace = await engine.record(asked);
    expect(trace.values.logits.data[0] - truth.values.logits.data[0]).toBeCloseTo(
      set - request.params['dense2.b'].data[0],
      4,
    );
  }
  expect(engine.usage().tensors).toBeLessThanOrEqual(4 * request.graph.params.length);
  expect(engine.usage().tensors).toBeGreaterThanOrEqual(before.tensors);
});

test('a context lost while it runs, and while it rests: the answer is right each time', async () => {
  const { tensors } = engine.usage();
  news.length = 0;
  for (const when of ['before', 'during', 'resting'] as const) {
    if (when === 'before') engine.loseContext();
    const answer = engine.record(request);
    if (when === 'during') {
      await Promise.resolve();
      engine.loseContext();
    }
    expect(worstDisagreement(await answer, truth).error).toBeLessThan(2e-6);
    if (when === 'resting') {
      engine.loseContext();
      await expect.poll(() => news.length).toBe(6);
      expect(worstDisagreement(await engine.record(request), truth).error).toBeLessThan(2e-6);
    }
  }
  expect(news).toEqual(Array(3).fill(['recovering', 'recovered']).flat());
  expect(engine.usage().tensors).toBeLessThanOrEqual(tensors);
});

test('a request that cannot be run costs nothing', async () => {
  const before = engine.usage();
  const inputs = { ...request.inputs, x: { ...request.inputs.x, shape: [1, 784] } };
  await expect(engine.record({ ...request, inputs })).rejects.toThrow(/input "x"/);
  expect(engine.usage()).toEqual(before);
});

test('draws are counted', async () => {
  const before = engine.usage().draws;
  await engine.run((ops) => [
    ops.unary('exp', ops.upload({ shape: [1], dtype: 'float32', data: [1] })),
  ]);
  // exp, the seal's doubling, and one draw into the atlas
  expect(engine.usage().draws - before).toBe(3);
});
