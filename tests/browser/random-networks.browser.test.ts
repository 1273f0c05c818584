import { afterAll, beforeAll, expect, test } from 'vitest';
import { computedTensors, largestDifference } from '../../src/core/agreement.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { randomRequest } from '../support/networks.ts';
import { randomNetwork } from '../support/random-network.ts';

const networks = 1000;
let webgl: WebglEngine;
const host = new HostEngine('float64');

beforeAll(async () => {
  webgl = await WebglEngine.create();
});
afterAll(() => webgl.dispose());

/** Every pool's winners: where rounding chose another one, gradients may go another way. */
function winners(trace: Trace): string {
  return Object.values(trace.saved)
    .map(({ winners: cells }) => (cells ? Array.from(cells.data).join(' ') : ''))
    .join('|');
}

/** The worst tensor of a trace, relative to its own largest number or a thousandth of the largest. */
function distance(actual: Trace, expected: Trace): number {
  const tensors = computedTensors(expected);
  const others = computedTensors(actual);
  const sizes = new Map([...tensors].map(([name, { data }]) => [name, largestMagnitude(data)]));
  const floor = 1e-3 * Math.max(...sizes.values());
  let worst = 0;
  for (const [name, { data }] of tensors) {
    const error = largestDifference(others.get(name)?.data ?? [], data);
    const far = error / Math.max(floor, sizes.get(name) ?? 0);
    if (!(far <= worst) && !Number.isNaN(worst)) worst = far;
  }
  return worst;
}

test(`the engines agree on ${networks} random networks, forwards and backwards`, async () => {
  let worst = { distance: 0, seed: 0 };
  let otherWinners = 0;
  for (let seed = 1; seed <= networks; seed++) {
    const request = randomRequest(randomNetwork(seed), 1 + (seed % 2), seed);
    const expected = host.recordNow(request);
    const actual = await webgl.record(request);
    expect(actual.engine).toBe('webgl');
    webgl.forget(request.params);
    if (winners(actual) !== winners(expected)) {
      otherWinners++;
      continue;
    }
    const far = distance(actual, expected);
    if (!(far <= worst.distance) && !Number.isNaN(worst.distance)) worst = { distance: far, seed };
  }
  expect(worst.distance, `the worst is seed ${worst.seed}`).toBeLessThan(2e-4);
  expect(otherWinners).toBeLessThan(networks / 100);
}, 240_000);
