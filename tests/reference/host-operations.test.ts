import { expect, it } from 'vitest';
import { parseReference, type ReferenceCase } from './file.ts';
import { isHostOperation } from './host-operations.ts';
import { hostRun } from './host-run.ts';
import { judge } from './verdict.ts';

const run = hostRun('host64');

/** Two steps of momentum down ½ (2x² + 4y²) from (1, 1), worked out by hand. */
const written = {
  name: 'momentum_by_hand',
  op: 'optimizer',
  attrs: {
    optimizer: 'sgd',
    lr: 0.125,
    momentum: 0.5,
    nesterov: false,
    dampening: 0,
    weight_decay: 0,
    function: 'quadratic',
    steps: 2,
  },
  inputs: {
    w0: { shape: [2], data: [1, 1] },
    A: { shape: [2, 2], data: [2, 0, 0, 4] },
    b: { shape: [2], data: [0, 0] },
  },
  outputs: {
    w: { shape: [2, 2], data: [0.75, 0.5, 0.4375, 0] },
    f_before_step: { shape: [2], data: [3, 1.0625] },
    grad: { shape: [2, 2], data: [2, 4, 1.5, 2] },
  },
};
const only = (change: object): readonly ReferenceCase[] =>
  parseReference(JSON.stringify({ cases: [{ ...written, ...change }] }))[0];
const lastWeight = (value: number) =>
  only({ outputs: { ...written.outputs, w: { shape: [2, 2], data: [0.75, 0.5, value, 0] } } });

it('a walk that agrees passes on both host engines', async () => {
  for (const engine of ['host64', 'host32'] as const) {
    expect(await judge(engine, run, only({}))).toMatchObject({ state: 'passed', error: 0 });
  }
});

it('a walk that is off fails: by 2e-9 in float64, by 1e-5 in float32', async () => {
  const where = 'momentum_by_hand: outputs.w';
  const failed = { state: 'failed', where };
  expect(await judge('host64', run, lastWeight(0.4375 + 2e-9))).toMatchObject(failed);
  expect(await judge('host32', run, lastWeight(0.4375 + 2e-9))).toMatchObject({ state: 'passed' });
  expect(await judge('host32', run, lastWeight(0.4375 + 1e-5))).toMatchObject(failed);
});

it('an optimiser, setting or schedule that the core does not have is a failure, and is named', async () => {
  const { attrs } = written;
  const failures = [
    [{ attrs: { ...attrs, optimizer: 'lion' } }, 'the optimizer "lion" is not known'],
    [{ attrs: { ...attrs, maximize: true } }, 'sgd: the setting "maximize" is not known'],
    [{ attrs: { ...attrs, momentum: 2 } }, '"momentum" should be a number in [0, 1), and is 2'],
    [{ op: 'lr_schedule', attrs: { schedule: 'Poly', steps: 3 } }, 'the schedule "Poly"'],
  ] as const;
  for (const [change, message] of failures) {
    const verdict = await judge('host64', run, only(change));
    expect(verdict.state).toBe('failed');
    expect(verdict.where).toContain(message);
  }
});

it('is the host’s alone: WebGL is not asked', async () => {
  expect(['optimizer', 'lr_schedule', 'metrics'].every(isHostOperation)).toBe(true);
  expect(isHostOperation('dense')).toBe(false);
  expect((await judge('webgl', run, only({}))).state).toBe('missing');
});
