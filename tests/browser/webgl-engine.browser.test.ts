import { afterAll, beforeAll, expect, test } from 'vitest';
import { worstDisagreement } from '../../src/core/agreement.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { measure, probeRequest } from '../../src/core/probe.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';

let engine: WebglEngine;

beforeAll(async () => {
  engine = await WebglEngine.create();
});

afterAll(() => engine.dispose());

test('a full trace of the convolutional network agrees with float64', async () => {
  const request = probeRequest();
  const start = performance.now();
  const trace = await engine.record(request);
  console.log('first', performance.now() - start, engine.device);
  const truth = await new HostEngine('float64').record(request);
  const worst = worstDisagreement(trace, truth);
  console.log(worst);
  expect(worst.error).toBeLessThan(2e-4);
  const draws = engine.usage().draws;
  console.log('ms', await measure(engine, request, 500), engine.usage(), draws);
});
