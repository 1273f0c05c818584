import { expect, test } from 'vitest';
import { deferred, Lanes } from './lanes.ts';

test('one runs, one waits, and a newer one takes the place of the one that waits', async () => {
  const lanes = new Lanes<string>();
  const gate = deferred<string>();
  const first = lanes.submit('a', () => gate.promise);
  const second = lanes.submit('a', async () => 'second');
  const third = lanes.submit('a', async () => 'third');
  expect(await second).toEqual({ state: 'superseded' });
  gate.resolve('first');
  expect(await first).toEqual({ state: 'answered', result: 'first' });
  expect(await third).toEqual({ state: 'answered', result: 'third' });
});

test('lanes do not wait for each other', async () => {
  const lanes = new Lanes<string>();
  lanes.submit('a', () => new Promise(() => {}));
  const other = lanes.submit('b', async () => 'free');
  expect(await other).toEqual({ state: 'answered', result: 'free' });
});

test('an error reaches its own caller, and the lane goes on', async () => {
  const lanes = new Lanes<string>();
  const bad = lanes.submit('a', () => Promise.reject(new Error('no weights')));
  const good = lanes.submit('a', async () => 'fine');
  await expect(bad).rejects.toThrow('no weights');
  expect(await good).toEqual({ state: 'answered', result: 'fine' });
});

test('what is aborted while it waits is never run', async () => {
  const lanes = new Lanes<string>();
  const gate = deferred<string>();
  const abort = new AbortController();
  let ran = false;
  lanes.submit('a', () => gate.promise);
  const waiting = lanes.submit(
    'a',
    async () => {
      ran = true;
      return 'unwanted';
    },
    abort.signal,
  );
  abort.abort();
  expect(await waiting).toEqual({ state: 'superseded' });
  gate.resolve('first');
  const after = await lanes.submit('a', async () => 'after');
  expect(after).toEqual({ state: 'answered', result: 'after' });
  expect(ran).toBe(false);
});

test('clearing supersedes all that wait', async () => {
  const lanes = new Lanes<string>();
  lanes.submit('a', () => new Promise(() => {}));
  const waiting = lanes.submit('a', async () => 'never');
  lanes.clear();
  expect(await waiting).toEqual({ state: 'superseded' });
});

test('a signal that lives on holds nothing of requests that have ended', async () => {
  const { signal } = new AbortController();
  const listening = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type: string, listener: EventListener) => {
    listening.add(listener);
    addEventListener.call(signal, type, listener);
  };
  signal.removeEventListener = (type: string, listener: EventListener) => {
    listening.delete(listener);
    removeEventListener.call(signal, type, listener);
  };
  const lanes = new Lanes<string>();
  const requests = ['one', 'two', 'three'].map((name) =>
    lanes.submit('a', async () => name, signal),
  );
  expect(listening.size).toBe(3);
  const outcomes = await Promise.all(requests);
  expect(outcomes.map(({ state }) => state)).toEqual(['answered', 'superseded', 'answered']);
  expect(listening.size).toBe(0);
});
