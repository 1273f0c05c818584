import { expect, test } from 'vitest';
import { parseReference, type ReferenceCase } from './file.ts';
import { hostRun } from './host-run.ts';
import { summaryOf, tableOf } from './report.ts';
import { judge } from './verdict.ts';

const written = {
  name: 'dense_by_hand',
  op: 'dense',
  inputs: {
    x: { shape: [2], data: [1, 2] },
    W: { shape: [1, 2], data: [3, -1] },
    b: { shape: [1], data: [0.5] },
  },
  outputs: { y: { shape: [1], data: [1.5] } },
  upstream: { y: { shape: [1], data: [2] } },
  grads: {
    x: { shape: [2], data: [6, -2] },
    W: { shape: [1, 2], data: [2, 4] },
    b: { shape: [1], data: [2] },
  },
};

const run = hostRun('host64');
const only = (change: object): readonly ReferenceCase[] =>
  parseReference(JSON.stringify({ cases: [{ ...written, ...change }] }))[0];

test('a case that agrees passes, gradients and all', async () => {
  const verdict = await judge('host64', run, only({}));
  expect(verdict).toMatchObject({ state: 'passed', error: 0 });
});

test('one wrong gradient is a failure, and is named', async () => {
  const grads = { ...written.grads, W: { shape: [1, 2], data: [2, 4.001] } };
  const verdict = await judge('host64', run, only({ grads }));
  expect(verdict).toMatchObject({ state: 'failed', where: 'dense_by_hand: grads.W' });
  expect(verdict.error).toBeCloseTo(0.001 / 4.001, 9);
});

test('what was not computed, and what is no number, fail', async () => {
  const extra = { ...written.outputs, gate: { shape: [1], data: [0] } };
  expect(await judge('host64', run, only({ outputs: extra }))).toMatchObject({
    state: 'failed',
    where: 'dense_by_hand: outputs.gate was not computed',
  });
  const x = { shape: [2], data: [1e308, 1e308] };
  const W = { shape: [1, 2], data: [1e308, -1e308] };
  const inputs = { ...written.inputs, x, W };
  expect(await judge('host64', run, only({ inputs }))).toMatchObject({ state: 'failed' });
});

test('an operation that the core has not is missing, one that cannot be run is a failure', async () => {
  expect((await judge('host64', run, only({ op: 'telepathy' }))).state).toBe('missing');
  const inputs = { ...written.inputs, W: { shape: [1, 3], data: [3, -1, 2] } };
  const verdict = await judge('host64', run, only({ inputs }));
  expect(verdict.state).toBe('failed');
  expect(verdict.where).toContain('dense_by_hand');
});

test('on a kink anything between the two slopes is right', async () => {
  const relu = (slope: number) => ({
    op: 'relu',
    attrs: { kinks: [{ x: 0, left: 0, right: 1 }] },
    inputs: { x: { shape: [2], data: [0, 1] } },
    outputs: { y: { shape: [2], data: [0, 1] } },
    upstream: { y: { shape: [2], data: [3, 3] } },
    grads: { x: { shape: [2], data: [slope, 3] } },
  });
  for (const slope of [0, 1.5, 3]) {
    expect((await judge('host64', run, only(relu(slope)))).state).toBe('passed');
  }
});

test('the summary is one line an engine, the table names what is missing', async () => {
  const verdicts = [
    await judge('host64', run, only({})),
    await judge('host64', run, only({ op: 'telepathy' })),
  ];
  expect(summaryOf('host64', verdicts)).toBe('host64: 1 passed, 0 failed, 1 missing');
  expect(tableOf('host64', verdicts).join('\n')).toContain('missing: telepathy 1');
});
