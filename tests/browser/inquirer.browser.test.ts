import { afterEach, expect, test } from 'vitest';
import { relativeDifference } from '../../src/core/agreement.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { createInquirer, type Inquirer } from '../../src/core/inquiry/inquirer.ts';
import { probeRequest } from '../../src/core/probe.ts';
import { gradientOf, paramGradientOf } from '../../src/trace/trace.ts';

const request = probeRequest();
const truth = new HostEngine('float64').recordNow(request);
const integrated = {
  kind: 'integrated',
  request,
  input: 'x',
  objective: { of: 'loss' },
  steps: 3,
} as const;

let inquirer: Inquirer | undefined;
afterEach(() => inquirer?.dispose());

test('a worker answers in float64, with progress', async () => {
  inquirer = createInquirer();
  const outcome = await inquirer.ask(integrated);
  if (outcome.state !== 'answered') throw new Error('cancelled');
  expect(outcome.answer.engine).toBe('host64');
  const exact = gradientOf(truth, 'x').sum.data;
  expect(relativeDifference(outcome.answer.finding.gradient, exact)).toBeLessThan(1e-12);
});

test('WebGL measures a slope in float32, and again after its context was lost', async () => {
  inquirer = createInquirer();
  const gradients = paramGradientOf(truth, 'dense2.b').sum.data;
  const knob = { of: 'param', id: 'dense2.b', index: 3 } as const;
  const asked = {
    kind: 'difference',
    request,
    knob,
    objective: { of: 'loss' },
    epsilons: [2 ** -6],
  } as const;
  for (let round = 0; round < 2; round++) {
    const outcome = await inquirer.ask(asked, { driver: 'webgl' });
    if (outcome.state !== 'answered') throw new Error('cancelled');
    expect(outcome.answer.engine).toBe('webgl');
    expect(outcome.answer.finding.slopes[0]).toBeCloseTo(gradients[3], 3);
    inquirer.loseContext();
  }
});

test('an inquiry that is stopped in its worker leaves room for the next', async () => {
  inquirer = createInquirer();
  const stop = new AbortController();
  const first = inquirer.ask(
    { ...integrated, steps: 100_000 },
    { signal: stop.signal, onProgress: () => stop.abort() },
  );
  expect(await first).toEqual({ state: 'cancelled' });
  expect((await inquirer.ask(integrated)).state).toBe('answered');
});
