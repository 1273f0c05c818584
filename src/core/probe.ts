import { type Graph, parameterCount } from '../trace/graph.ts';
import { sizeOf } from '../trace/tensor.ts';
import type { Engine, RecordRequest } from './engine.ts';
import { cnn } from './networks/cnn.ts';
import type { GpuUsage, Weights } from './protocol.ts';

/** What measuring an engine found. */
export interface ProbeReport {
  /** Median milliseconds for a full trace of the convolutional network, read back and all. */
  readonly ms: number;
  /** The device in the driver's own words. */
  readonly device: string;
  /** Largest difference to the host engine over the largest magnitude; 0 for the host itself. */
  readonly disagreement: number;
  /** Where it departs from IEEE 754, in words. */
  readonly departures: readonly string[];
  /** What the GPU holds after it; undefined for the host. */
  readonly usage?: GpuUsage;
}

/**
 * A full trace to measure with: the convolutional network with seeded random weights on a seeded
 * picture, so that nothing has to be loaded first.
 */
export function probeRequest(): RecordRequest {
  const uniform = mulberry32(20);
  const pixels = Float32Array.from({ length: 784 }, () => uniform());
  return {
    graph: cnn,
    params: randomWeights(cnn, uniform),
    inputs: {
      x: { shape: [1, 28, 28, 1], dtype: 'float32', data: pixels },
      label: { shape: [1], dtype: 'int32', data: Int32Array.of(3) },
    },
  };
}

/** Median milliseconds of a run, after one that warms up; stops after `budget` milliseconds. */
export async function measure(
  engine: Engine,
  request: RecordRequest,
  budget: number,
): Promise<number> {
  await engine.record(request);
  const times: number[] = [];
  const end = performance.now() + budget;
  while (times.length < 3 || (times.length < 31 && performance.now() < end)) {
    const start = performance.now();
    await engine.record(request);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}

/** Weights by He's scale from uniform numbers: kernels [.., in, out], dense weights [out, in]. */
function randomWeights(graph: Graph, uniform: () => number): Weights {
  if (parameterCount(graph) === 0) return {};
  const weights: Record<string, Weights[string]> = {};
  for (const { id, shape } of graph.params) {
    const size = sizeOf(shape);
    const outs = (shape.length === 4 ? shape.at(-1) : shape[0]) ?? 1;
    const limit = shape.length === 1 ? 0.1 : Math.sqrt((6 * outs) / size);
    const data = Float32Array.from({ length: size }, () => (uniform() * 2 - 1) * limit);
    weights[id] = { shape, dtype: 'float32', data };
  }
  return weights;
}

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
