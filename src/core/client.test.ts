import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient } from './client.ts';
import { HostEngine } from './host/engine.ts';
import { probeRequest } from './probe.ts';
import type { Order } from './protocol.ts';
import { maybeWasmEngine } from './wasm/engine.ts';
import { Workbench } from './workbench.ts';

const request = probeRequest();
const truth = (maybeWasmEngine() ?? new HostEngine('float32')).recordNow(request);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('without workers the page itself computes, and says so', async () => {
  const client = createClient();
  const outcome = await client.run(request);
  expect(outcome.state === 'answered' && outcome.result.trace.values.logits).toEqual(
    truth.values.logits,
  );
  await client.start();
  expect(client.status.getState()).toMatchObject({
    state: 'fallback',
    engine: 'host',
    message: 'This browser has no workers; the host computes.',
  });
  client.dispose();
  await expect(client.run(request)).rejects.toThrow('disposed');
});

test('a drawing of another size is refused by name', async () => {
  const client = createClient();
  const digit = { network: 'cnn', pixels: new Float32Array(10) } as const;
  await expect(client.record(digit)).rejects.toThrow('784 pixels');
});

test('weights: missing, damaged and unreachable are told apart, and may be tried again', async () => {
  const client = createClient();
  const answers = [
    () => new Response('', { status: 404 }),
    () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    () => new Response('', { status: 503 }),
    () => new Response(new Uint8Array(30)),
    () => Promise.reject(new TypeError('fetch failed')),
  ];
  vi.stubGlobal('fetch', async () => answers.shift()?.());
  for (const message of [
    /cnn\.safetensors is not there/,
    /cnn\.safetensors is not there/,
    /the server answered 503/,
    /cnn\.safetensors is damaged/,
    /could not be loaded/,
  ]) {
    await expect(client.weights('cnn')).rejects.toThrow(message);
  }
});

/** A worker whose orders go to a workbench in this thread, or nowhere; 'lie': a false probe. */
function stubWorkers(behaviour: (order: Order) => 'answer' | 'hang' | 'die' | 'lie'): {
  made: number;
} {
  const count = { made: 0 };
  class StubWorker {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
    readonly #bench = new Workbench((report) => this.onmessage?.({ data: report }));
    constructor() {
      count.made++;
    }
    postMessage(order: Order): void {
      const what = behaviour(order);
      if (what === 'answer') this.#bench.take(order);
      if (what === 'lie' && order.type === 'probe') {
        const probe = { ms: 1, device: 'a liar', disagreement: 0.02, departures: [] };
        this.onmessage?.({ data: { type: 'probed', id: order.id, probe } });
      }
      if (what === 'die') this.onerror?.({ message: 'worker died', preventDefault() {} });
    }
    terminate(): void {}
  }
  vi.stubGlobal('Worker', StubWorker);
  return count;
}

test('a worker that dies is replaced by the page itself', async () => {
  stubWorkers(() => 'die');
  const client = createClient();
  const outcome = await client.run(request);
  expect(outcome.state === 'answered' && outcome.result.trace.engine).toBe('wasm');
  client.dispose();
});

test('of two requests that a dying worker takes with it, both are answered by the page', async () => {
  stubWorkers(() => 'hang');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const client = createClient();
  const both = Promise.all(['lab', 'figure'].map((lane) => client.run(request, { lane })));
  await vi.advanceTimersByTimeAsync(9000);
  expect((await both).map(({ state }) => state)).toEqual(['answered', 'answered']);
  client.dispose();
});

test('what cannot be sent to the worker fails alone: the worker stays', async () => {
  const workers = stubWorkers((order) => {
    if (order.type === 'record' && order.id === 1) throw new TypeError('could not be cloned');
    return 'answer';
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const client = createClient({ pin: 'host' });
  await expect(client.run(request)).rejects.toThrow('could not be cloned');
  expect(vi.getTimerCount()).toBe(0);
  expect((await client.run(request)).state).toBe('answered');
  expect(workers.made).toBe(1);
  client.dispose();
});

test('a WebGL with other numbers than the host is not used, not even when it is pinned', async () => {
  stubWorkers((order) => (order.type === 'probe' && order.driver === 'webgl' ? 'lie' : 'answer'));
  const client = createClient({ pin: 'webgl' });
  await client.start();
  expect(client.status.getState()).toMatchObject({ state: 'fallback', engine: 'host' });
  expect(client.status.getState().message).toContain('its numbers are not the host’s');
  client.dispose();
});

test('a WebGL that hangs blocks nobody: the host answers, and the limit ends the wait', async () => {
  const isWebgl = (order: Order) => order.type === 'probe' && order.driver === 'webgl';
  stubWorkers((order) => (isWebgl(order) ? 'hang' : 'answer'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const client = createClient({ pin: 'webgl' });
  const started = client.start();
  const outcome = await client.run(request);
  expect(outcome.state).toBe('answered');
  await vi.advanceTimersByTimeAsync(31_000);
  await started;
  expect(client.status.getState()).toMatchObject({ state: 'fallback', engine: 'host' });
  expect(client.status.getState().message).toContain('no answer within 30 s');
  client.dispose();
});

test('a WebGL that cannot be had is said calmly', async () => {
  stubWorkers(() => 'answer'); // these benches have no WebGL code
  const client = createClient();
  await client.start();
  expect(client.status.getState()).toMatchObject({ state: 'fallback', engine: 'host' });
  expect(client.status.getState().milliseconds.host).toBeGreaterThan(0);
  client.pin('host');
  expect(client.status.getState()).toMatchObject({
    state: 'ready',
    message: 'Pinned to the host.',
  });
  client.dispose();
});

beforeEach(() => {
  vi.stubGlobal('Worker', undefined);
});
