import { expect, test } from 'vitest';
import type { Engine, RecordRequest } from './engine.ts';
import { Guard } from './guard.ts';
import { HostEngine } from './host/engine.ts';
import { probeRequest } from './probe.ts';

/** An engine that counts what it is asked. */
function counting(): Engine & { runs: number } {
  const host = new HostEngine('float64');
  const engine = {
    name: 'host64' as const,
    runs: 0,
    record: (request: RecordRequest) => {
      engine.runs++;
      return host.record(request);
    },
    dispose: () => host.dispose(),
  };
  return engine;
}

const request = probeRequest();

test('ordinary numbers stay where they are', async () => {
  const engine = counting();
  const trace = await new Guard(engine, new HostEngine('float32')).record(request);
  expect(trace.engine).toBe('host64');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 2e37])(
  'an input of %d goes to the host at once',
  async (odd) => {
    const engine = counting();
    const x = { ...request.inputs.x, data: new Float32Array(784).fill(odd) };
    const guard = new Guard(engine, new HostEngine('float32'));
    const trace = await guard.record({ ...request, inputs: { ...request.inputs, x } });
    expect(trace.engine).toBe('host32');
    expect(engine.runs).toBe(0);
  },
);

test('a weight that is no number sends the run to the host', async () => {
  const engine = counting();
  const bias = { ...request.params['dense2.b'], data: new Float32Array(10).fill(Number.NaN) };
  const params = { ...request.params, 'dense2.b': bias };
  const trace = await new Guard(engine, new HostEngine('float32')).record({ ...request, params });
  expect(trace.engine).toBe('host32');
  expect(trace.values.logits.data[0]).toBeNaN();
});
