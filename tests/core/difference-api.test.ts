import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type DifferenceRun,
  finiteDifference,
  inputDifferences,
} from '../../src/core/finite-differences.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { HostOps } from '../../src/core/host/ops.ts';
import { node } from '../../src/core/networks/build.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { Random } from '../../src/digits/random.ts';
import { rasterize } from '../../src/digits/raster.ts';
import { sampleDigit } from '../../src/digits/samples.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import { gradientOf, paramGradientOf } from '../../src/trace/trace.ts';
import { randomRequest, shared } from '../support/networks.ts';

const ops = new HostOps('float64');
const onHost: DifferenceRun = (work) => {
  try {
    return work(ops).map(({ shape, data }) => ({ shape, dtype: 'float64', data: data.slice() }));
  } finally {
    ops.reset();
  }
};
const engine = new HostEngine('float64');
const params = parseWeights(cnn, readFileSync('public/models/cnn.safetensors'));

/** A sample digit as a request, its background lifted by a seeded jitter below `jitter`. */
function request(digit: number, label: number, jitter: number) {
  const random = new Random(digit, 31);
  const pixels = Array.from(
    rasterize(sampleDigit(digit))?.pixels ?? [],
    (p) => p + random.between(0, jitter),
  );
  return {
    graph: cnn,
    params,
    inputs: {
      x: { shape: [1, 28, 28, 1], dtype: 'float64' as const, data: pixels },
      label: { shape: [1], dtype: 'int32' as const, data: [label] },
    },
  };
}

describe('differences of all 784 pixels at once', () => {
  it('agree with the gradient within 1e-6 of its largest, where the background is jittered', async () => {
    const asked = request(3, 8, 0.002);
    const gradient = gradientOf(engine.recordNow(asked), 'x').sum.data;
    const slopes = await inputDifferences(onHost, asked, 'x', { epsilon: 1e-6 });
    expect(slopes).toHaveLength(784);
    const known = slopes.flatMap((slope, i) => (slope === undefined ? [] : [[slope, gradient[i]]]));
    expect(known.length).toBeGreaterThan(0.95 * 784);
    const worst = Math.max(...known.map(([slope, exact]) => Math.abs(slope - exact)));
    expect(worst / largestMagnitude(gradient)).toBeLessThan(1e-6);
  });

  it('say "no slope here" about pixels of a blank background, and never a wrong number', async () => {
    const asked = request(7, 1, 0);
    const gradient = gradientOf(engine.recordNow(asked), 'x').sum.data;
    const slopes = await inputDifferences(onHost, asked, 'x', { epsilon: 1e-6 });
    const without = slopes.filter((slope) => slope === undefined).length;
    expect(without).toBeGreaterThan(50);
    slopes.forEach((slope, i) => {
      if (slope === undefined) return;
      expect(Math.abs(slope - gradient[i])).toBeLessThan(1e-6 * largestMagnitude(gradient));
    });
  });
});

describe('the difference of any one number', () => {
  it('agrees for a shared parameter', async () => {
    const asked = randomRequest(shared, 2, 41);
    const exact = paramGradientOf(engine.recordNow(asked), 'cell.W').sum.data;
    for (const index of [0, 5, 10, 15]) {
      const slope = await finiteDifference(onHost, asked, { of: 'param', id: 'cell.W', index });
      expect(slope).toBeCloseTo(exact[index], 7);
    }
  });
  it('refuses what is not there', async () => {
    const asked = randomRequest(shared, 1, 2);
    await expect(
      finiteDifference(onHost, asked, { of: 'param', id: 'w', index: 0 }),
    ).rejects.toThrow('there is no param "w" to nudge');
    await expect(inputDifferences(onHost, randomRequest(shared, 2, 2), 'x')).rejects.toThrow(
      'a batch of 1 is needed, got 2',
    );
    const norm = node('norm', 'batchNorm', ['x'], { params: { gamma: 'cell.b', beta: 'cell.b' } });
    const nodes = [norm, ...shared.nodes];
    await expect(
      inputDifferences(onHost, { ...asked, graph: { ...shared, nodes } }, 'x'),
    ).rejects.toThrow('layer "norm" (batchNorm) lets the samples of a batch depend on each other');
  });
});
