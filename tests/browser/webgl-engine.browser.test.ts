import { afterAll, beforeAll, expect, test } from 'vitest';
import { worstDisagreement } from '../../src/core/agreement.ts';
import type { RecordRequest } from '../../src/core/engine.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { convNode, denseNode, node } from '../../src/core/networks/build.ts';
import { mlp } from '../../src/core/networks/mlp.ts';
import { mulberry32, probeRequest } from '../../src/core/probe.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { checkGraph, type Graph } from '../../src/trace/graph.ts';
import { type HostTensor, sizeOf } from '../../src/trace/tensor.ts';

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

/** Tensors of seeded numbers in [−1/8, 1/8). */
function seeded(seed: number): (shape: readonly number[]) => HostTensor {
  const uniform = mulberry32(seed);
  return (shape) => ({
    shape,
    dtype: 'float32',
    data: Float32Array.from({ length: sizeOf(shape) }, () => uniform() / 4 - 0.125),
  });
}

const paramsOf = (graph: Graph, fill: ReturnType<typeof seeded>) =>
  Object.fromEntries(graph.params.map(({ id, shape }) => [id, fill(shape)]));

test('a full trace of the convolutional network agrees with float64', async () => {
  expect(worstDisagreement(await engine.record(request), truth).error).toBeLessThan(2e-6);
});

test('so does a batch through the dense network', async () => {
  const fill = seeded(5);
  const asked: RecordRequest = {
    graph: mlp,
    params: paramsOf(mlp, fill),
    inputs: {
      x: fill([5, 28, 28, 1]),
      label: { shape: [5], dtype: 'int32', data: [3, 1, 4, 1, 5] },
    },
  };
  expect(worstDisagreement(await engine.record(asked), truthOf(asked)).error).toBeLessThan(2e-6);
});

/** A little of every kind of layer, so that 500 runs of it do not take long in software. */
function smallRequest(): RecordRequest {
  const graph = checkGraph({
    inputs: [
      { id: 'x', shape: [6, 6, 1], dtype: 'real' },
      { id: 'label', shape: [], dtype: 'index', below: 3 },
    ],
    params: [
      { id: 'conv.w', shape: [3, 3, 1, 2] },
      { id: 'conv.b', shape: [2] },
      { id: 'head.W', shape: [3, 8] },
      { id: 'head.b', shape: [3] },
    ],
    nodes: [
      convNode('conv', 'x'),
      node('relu', 'relu', ['conv']),
      node('twice', 'add', ['conv', 'relu']),
      node('pool', 'maxPool2d', ['twice']),
      node('flat', 'flatten', ['pool']),
      denseNode('logits', 'head', 'flat'),
      node('probs', 'softmax', ['logits']),
      node('loss', 'crossEntropy', ['logits', 'label']),
    ],
    loss: 'loss',
  });
  const fill = seeded(7);
  return {
    graph,
    params: Object.fromEntries(graph.params.map(({ id, shape }) => [id, fill(shape)])),
    inputs: { x: fill([2, 6, 6, 1]), label: { shape: [2], dtype: 'int32', data: [2, 0] } },
  };
}

test('500 traces leave no tensor and no byte behind', async () => {
  const small = smallRequest();
  expect(worstDisagreement(await engine.record(small), truthOf(small)).error).toBeLessThan(2e-6);
  for (const [asked, runs] of [
    [small, 500],
    [request, 20],
  ] as const) {
    await engine.record(asked);
    const { draws, ...before } = engine.usage();
    for (let run = 0; run < runs; run++) await engine.record(asked);
    const { draws: drawsAfter, ...after } = engine.usage();
    expect(after).toEqual(before);
    expect(drawsAfter).toBeGreaterThan(draws + runs);
  }
  const { tensors } = engine.usage();
  engine.forget(small.params);
  engine.forget(request.params);
  expect(engine.usage().tensors).toBe(tensors - 4 - request.graph.params.length);
}, 90_000);

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
  // exp, and the seal's doubling
  expect(engine.usage().draws - before).toBe(2);
});

/** Replaces a method of every WebGL2 context until the returned function is called. */
function sabotage<K extends 'clientWaitSync' | 'getBufferSubData'>(
  name: K,
  broken: WebGL2RenderingContext[K],
): () => void {
  const whole = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = broken;
  return () => {
    WebGL2RenderingContext.prototype[name] = whole;
  };
}

test('a GPU that never answers is given up after the limit, and made anew', async () => {
  news.length = 0;
  const repair = sabotage('clientWaitSync', () => WebGL2RenderingContext.TIMEOUT_EXPIRED);
  const start = performance.now();
  setTimeout(repair, 300);
  const [one] = await engine.run(
    (ops) => [ops.upload({ shape: [1], dtype: 'float32', data: [7] })],
    200,
  );
  expect([...one.data]).toEqual([7]);
  expect(performance.now() - start).toBeGreaterThan(200);
  expect(news).toEqual(['recovering', 'recovered']);
});

test('silent zeros are never taken for an answer', async () => {
  news.length = 0;
  const whole = WebGL2RenderingContext.prototype.getBufferSubData;
  let reads = 0;
  const repair = sabotage('getBufferSubData', function (this: WebGL2RenderingContext, ...args) {
    // The first read leaves its zeros; the next ones work.
    if (reads++ > 0) whole.apply(this, args);
  });
  const trace = await engine.record(request);
  repair();
  expect(worstDisagreement(trace, truth).error).toBeLessThan(2e-6);
  expect(news).toEqual(['recovering', 'recovered']);
});

// The last one: tfjs knows one backend at a time, and this engine takes it along.
test('the shipped networks meet no shader that was not compiled at the start', async () => {
  const { linkProgram } = WebGL2RenderingContext.prototype;
  let links = 0;
  WebGL2RenderingContext.prototype.linkProgram = function (program) {
    links++;
    linkProgram.call(this, program);
  };
  const fresh = await WebglEngine.create();
  try {
    const atStart = links;
    expect(atStart).toBeGreaterThan(0);
    await fresh.record(request);
    await fresh.record({ ...request, graph: mlp, params: paramsOf(mlp, seeded(5)) });
    expect(links).toBe(atStart);
  } finally {
    WebGL2RenderingContext.prototype.linkProgram = linkProgram;
    fresh.dispose();
  }
});
