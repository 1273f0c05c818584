import { afterEach, expect, test } from 'vitest';
import { worstDisagreement } from '../../src/core/agreement.ts';
import { type Client, createClient } from '../../src/core/client.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { probeRequest } from '../../src/core/probe.ts';
import type { Trace } from '../../src/trace/trace.ts';

const request = probeRequest();
const truth = new HostEngine('float64').recordNow(request);

let client: Client | undefined;

afterEach(() => client?.dispose());

async function recorded(from: Client): Promise<Trace> {
  const outcome = await from.run(request);
  if (outcome.state !== 'answered') throw new Error('superseded');
  return outcome.result.trace;
}

test('the first picture comes from the host, before WebGL has been looked at', async () => {
  client = createClient();
  expect((await recorded(client)).engine).toBe('wasm');
  expect(client.status.getState().engine).toBe('host');
});

test('both engines are measured, and the better one drives', async () => {
  client = createClient();
  await client.start();
  const status = client.status.getState();
  expect(status.state).toBe('ready');
  expect(status.device).toMatch(/SwiftShader|ANGLE/);
  expect(status.milliseconds.host).toBeGreaterThan(0);
  expect(status.milliseconds.webgl).toBeGreaterThan(0);
  expect(status.disagreement).toBeLessThan(2e-4);
  expect(status.departures).toEqual([]);
  const { host = 0, webgl = 0 } = status.milliseconds;
  expect(status.engine).toBe(webgl <= 8 || webgl < host ? 'webgl' : 'host');
});

test('pinned to WebGL, WebGL answers, and says what it holds', async () => {
  client = createClient({ pin: 'webgl' });
  await client.start();
  const trace = await recorded(client);
  expect(trace.engine).toBe('webgl');
  expect(trace.params).toBe(request.params);
  expect(worstDisagreement(trace, truth).error).toBeLessThan(2e-4);
  const before = client.status.getState().usage;
  expect(before.draws).toBeGreaterThan(0);
  await recorded(client);
  const after = client.status.getState().usage;
  expect(after.draws).toBeGreaterThan(before.draws);
  expect([after.tensors, after.bytes]).toEqual([before.tensors, before.bytes]);
});

test('a context lost in the middle costs time, never a wrong number', async () => {
  client = createClient({ pin: 'webgl' });
  await client.start();
  await recorded(client);
  for (let round = 0; round < 2; round++) {
    const answer = recorded(client);
    client.loseContext();
    expect(worstDisagreement(await answer, truth).error).toBeLessThan(2e-4);
    const trace = await recorded(client);
    expect(trace.engine).toBe('webgl');
    expect(worstDisagreement(trace, truth).error).toBeLessThan(2e-4);
  }
  expect(client.status.getState()).toMatchObject({ state: 'ready', engine: 'webgl' });
  expect(client.status.getState().contextsLost).toBe(2);
  expect(client.status.getState().message).toMatch(/lost; a new one was there after \d+ ms/);
});

test('of the requests that wait, only the newest is answered', async () => {
  client = createClient();
  const first = client.run(request);
  const second = client.run(request);
  const other = client.run(request, { lane: 'another figure' });
  const third = client.run(request);
  const states = (await Promise.all([first, second, other, third])).map(({ state }) => state);
  expect(states).toEqual(['answered', 'superseded', 'answered', 'answered']);
});

test('an aborted request is superseded', async () => {
  client = createClient();
  const abort = new AbortController();
  const answer = client.run(request, { signal: abort.signal });
  abort.abort();
  expect(await answer).toEqual({ state: 'superseded' });
});

test('a request that cannot be run is refused by name', async () => {
  client = createClient();
  const inputs = { ...request.inputs, label: { ...request.inputs.label, data: [12] } };
  await expect(client.run({ ...request, inputs })).rejects.toThrow(/input "label".*12/);
});

test('missing weights are named, with what to do', async () => {
  client = createClient({ models: '/nowhere/' });
  const digit = { network: 'cnn', pixels: new Float32Array(784) } as const;
  await expect(client.record(digit)).rejects.toThrow(/\/nowhere\/cnn\.safetensors is not there/);
});

test('numbers that are no numbers are left to the host', async () => {
  client = createClient({ pin: 'webgl' });
  await client.start();
  const data = Float32Array.from({ length: 784 }, () => Number.POSITIVE_INFINITY);
  const inputs = { ...request.inputs, x: { ...request.inputs.x, data } };
  const outcome = await client.run({ ...request, inputs });
  expect(outcome.state === 'answered' && outcome.result.trace.engine).toBe('wasm');
});
