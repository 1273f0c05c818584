import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computedTensors, largestDifference } from '../../src/core/agreement.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { compositeNetworks } from '../support/composite-networks.ts';

let engine: WebglEngine;
const host = new HostEngine('float64');

beforeAll(async () => {
  engine = await WebglEngine.create();
});

afterAll(() => engine.dispose());

/** Gradients that cancel to almost nothing have no digits to agree in: below 0.01 errors are absolute. */
function worst(actual: Trace, expected: Trace): number {
  const others = computedTensors(actual);
  let largest = 0;
  for (const [name, { data }] of computedTensors(expected)) {
    const difference = largestDifference(others.get(name)?.data ?? [], data);
    const error = difference / Math.max(largestMagnitude(data), 0.01);
    if (!(error <= largest) && !Number.isNaN(largest)) largest = error;
  }
  return largest;
}

describe('the GPU and float64 agree on composite layers, intermediates and gradients', () => {
  it.each(Object.entries(compositeNetworks))('%s, in 5 random shapes', async (_, network) => {
    for (let seed = 201; seed <= 205; seed++) {
      const request = network(seed);
      expect(worst(await engine.record(request), host.recordNow(request))).toBeLessThan(2e-4);
    }
  });
});
