import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { createInquirer } from '../../src/core/inquiry/inquirer.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { tieRules } from '../../src/core/pooling.ts';
import { countTies } from '../../src/core/ties.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import { gradientOf, type Trace } from '../../src/trace/trace.ts';
import { axeFaultsIn } from './axe-faults.ts';
import { widthBeyond } from './geometry.ts';
import { draw, parseShown, three, truth } from './lab.ts';
import { openSite } from './reader.ts';

const around = 14 * 28 + 14;

/** A Lab with a 3 on its pad and one panel open. */
async function asking(panel: string) {
  const { page, faults } = await openSite('lab/?engine=host', { reducedMotion: 'reduce' });
  await draw(page, three);
  await page.locator(`[data-panel="${panel}"]`).click();
  return { page, faults };
}

async function done(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { timeout: 120_000 });
}

async function shown(page: Page, name: string, within = '.panel'): Promise<number> {
  const text = await page.locator(`${within} [data-number="${name}"]`).first().textContent();
  return parseShown(text ?? '').value;
}

/** What is asked in Node of the digit on the page. */
const about = (trace: Trace) =>
  ({
    request: {
      graph: trace.graph,
      params: trace.params,
      inputs: { x: trace.values.x, label: trace.values.label },
    },
    input: 'x',
    objective: { of: 'loss' },
  }) as const;

/** No fault that axe finds in either colour, and nothing wider than a phone. */
async function expectFit(page: Page): Promise<void> {
  const looks = [
    ['all', 'light', 1440],
    ['all', 'dark', 390],
  ] as const;
  expect(await axeFaultsIn(page, looks, '.panel')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await widthBeyond(page)).toBeLessThanOrEqual(0);
}

describe('Which pixels matter?', () => {
  it('shows a gradient, an integrated gradient and an occlusion map that are true', async () => {
    const { page, faults } = await asking('pixels');
    await done(page, '[data-inquiry="done"]');
    const trace = await truth(page, 8);
    const inquirer = createInquirer();
    const whole = await inquirer.ask({ ...about(trace), kind: 'integrated', steps: 64 });
    const covered = await inquirer.ask({ ...about(trace), kind: 'occlusion', patch: 5 });
    if (whole.state !== 'answered' || covered.state !== 'answered') throw new Error('no answer');
    const { attributions, gradient, sum } = whole.answer.finding;
    const { contributions } = covered.answer.finding;
    const map = page.locator('.panel').getByRole('application').first();
    await map.focus();
    for (const [key, at] of [
      [undefined, around],
      ['ArrowUp', around - 28],
      ['ArrowRight', around - 27],
    ] as const) {
      if (key) await page.keyboard.press(key);
      await expect
        .poll(() => page.locator('[data-pixel]').getAttribute('data-pixel'))
        .toBe(`${at}`);
      expect(await shown(page, 'gradient')).toBeCloseTo(gradient[at], 2);
      expect(await shown(page, 'integrated')).toBeCloseTo(attributions[at], 2);
      expect(await shown(page, 'occlusion')).toBeCloseTo(contributions[at], 1);
    }
    expect(await shown(page, 'sum')).toBeCloseTo(sum, 2);
    await expectFit(page);
    expect(faults).toEqual([]);
  }, 180_000);

  it('asks about a score, with another patch, and follows the pen', async () => {
    const { page, faults } = await asking('pixels');
    await done(page, '[data-inquiry="done"]');
    await page.getByRole('radio', { name: 'score of 8' }).check({ force: true });
    await page.getByRole('radio', { name: '3 × 3' }).check({ force: true });
    await done(page, '[data-inquiry="working"]');
    await draw(page, [
      [0.2, 0.2],
      [0.8, 0.2],
    ]);
    await done(page, '[data-inquiry="done"]');
    const trace = await truth(page, 8);
    const inquirer = createInquirer();
    const objective = { of: 'value', id: 'logits', index: 8 } as const;
    const asked = { ...about(trace), objective, kind: 'occlusion', patch: 3 } as const;
    const outcome = await inquirer.ask(asked);
    if (outcome.state !== 'answered') throw new Error('no answer');
    const exact = outcome.answer.finding.contributions[around];
    expect(await shown(page, 'occlusion')).toBeCloseTo(exact, 1);
    expect(faults).toEqual([]);
  }, 180_000);
});

describe('Is it true?', () => {
  it('measures one number and all 784, and counts those without a slope', async () => {
    const { page, faults } = await asking('truth');
    await done(page, '[data-truth="done"]');
    const trace = await truth(page, 8);
    const gradient = gradientOf(trace, 'x').sum.data;
    const steepest = largestMagnitude(gradient);
    expect(Math.abs(await shown(page, 'exact', '.truth-one'))).toBeCloseTo(steepest, 5);
    await page.getByRole('button', { name: 'Measure all 784 pixels' }).click();
    await done(page, '[data-all-pixels="done"]');
    const error = async () => Number(await page.locator('[data-error]').getAttribute('data-error'));
    const without = async () =>
      Number(await page.locator('[data-without-slope]').getAttribute('data-without-slope'));
    expect(await error()).toBeLessThan(1e-6);
    const inquirer = createInquirer();
    const asked = { ...about(trace), kind: 'differences', epsilons: [1e-6] } as const;
    const outcome = await inquirer.ask(asked);
    if (outcome.state !== 'answered') throw new Error('no answer');
    expect(await without()).toBe(outcome.answer.finding.withoutSlope);
    expect(await without()).toBeGreaterThan(50);
    await expectFit(page);

    await page.getByRole('checkbox', { name: /jitter the background/ }).check();
    await expect.poll(without, { timeout: 60_000 }).toBeLessThan(16);
    expect(await error()).toBeLessThan(1e-6);
    expect(faults).toEqual([]);
  }, 240_000);

  it('stops when it is told to, and begins anew', async () => {
    const { page, faults } = await asking('truth');
    await done(page, '[data-truth="done"]');
    await page.getByRole('button', { name: 'Measure all 784 pixels' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await done(page, '[data-all-pixels="idle"]');
    await page.getByRole('button', { name: 'Measure all 784 pixels' }).click();
    await done(page, '[data-all-pixels="done"]');
    expect(faults).toEqual([]);
  }, 180_000);

  it('asks about the weight that is pinned, and about any in its lists', async () => {
    const { page } = await asking('truth');
    await done(page, '[data-truth="done"]');
    await page.getByLabel('Ask about').selectOption('param:conv2.w');
    await done(page, '[data-truth="done"]');
    const trace = await truth(page, 8);
    const exact = largestMagnitude(trace.backward?.params['conv2.w']?.sum.data ?? []);
    await expect
      .poll(async () => Math.abs(await shown(page, 'exact', '.truth-one')), { timeout: 30_000 })
      .toBeCloseTo(exact, 5);
    await page.getByLabel('Ask about').selectOption('param:dense2.b');
    const biases = trace.backward?.params['dense2.b']?.sum.data ?? [];
    await expect
      .poll(async () => Math.abs(await shown(page, 'measured', '.truth-one')), { timeout: 30_000 })
      .toBeCloseTo(largestMagnitude(biases), 6);
  }, 180_000);
});

describe('Whose is a tie?', () => {
  it('counts the ties of this digit and shows its gradient under every rule', async () => {
    const { page, faults } = await asking('ties');
    await done(page, '[data-inquiry="done"]');
    const trace = await truth(page, 8);
    for (const id of ['pool1', 'pool2']) {
      const node = trace.graph.nodes.find((each) => each.id === id);
      const { tied, tiedAtZero } = countTies(trace, node ?? trace.graph.nodes[0]);
      const row = page.locator(`[data-pool="${id}"]`);
      expect(await row.locator('[data-number="tied"]').textContent()).toContain(`${tied} (`);
      expect(await row.locator('[data-number="zeros"]').textContent()).toBe(`${tiedAtZero}`);
    }
    const engine = new HostEngine('float64');
    await page.locator('.panel').getByRole('application').first().focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
    const at = 17 * 28 + 5;
    await expect.poll(() => page.locator('[data-pixel]').getAttribute('data-pixel')).toBe(`${at}`);
    for (const ties of tieRules) {
      const nodes = cnn.nodes.map((node) =>
        node.kind === 'maxPool2d' ? { ...node, attrs: { ties } } : node,
      );
      const ruled = engine.recordNow({ ...about(trace).request, graph: { ...cnn, nodes } });
      const exact = gradientOf(ruled, 'x').sum.data[at];
      expect(await shown(page, ties)).toBeCloseTo(exact, 2);
    }
    await page.getByRole('radio', { name: 'they share it' }).check({ force: true });
    await done(page, '[data-inquiry="working"]');
    await done(page, '[data-inquiry="done"]');
    await expectFit(page);
    expect(faults).toEqual([]);
  }, 180_000);
});
