import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { networks } from '../../src/core/networks/networks.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { rasterize } from '../../src/digits/raster.ts';
import { sampleDigit } from '../../src/digits/samples.ts';
import { updated } from '../../src/lab/panels/step/update.ts';
import type { HostTensor } from '../../src/trace/tensor.ts';
import { axeFaultsIn } from './axe-faults.ts';
import { parseShown, predicted, settled } from './lab.ts';
import { openSite } from './reader.ts';

const shipped = parseWeights(networks.cnn, readFileSync('public/models/cnn.safetensors'));

/** The host's trace of a sample, with these weights and this label. */
function traced(digit: number, label: number, params: Readonly<Record<string, HostTensor>>) {
  const raster = rasterize(sampleDigit(digit));
  if (!raster) throw new Error(`the sample ${digit} has no ink`);
  return new HostEngine('float32').recordNow({
    graph: networks.cnn,
    params,
    inputs: {
      x: { shape: [1, 28, 28, 1], dtype: 'float32', data: raster.pixels },
      label: { shape: [1], dtype: 'int32', data: [label] },
    },
  });
}

/** The loss of a sample before a step of SGD, and after it. */
function stepOnHost(digit: number, label: number, rate: number): readonly [number, number] {
  const before = traced(digit, label, shipped);
  const gradients = Object.fromEntries(
    Object.entries(before.backward?.params ?? {}).map(([id, { sum }]) => [id, sum]),
  );
  const { weights } = updated(shipped, gradients, { optimizer: 'sgd', rate });
  const after = traced(digit, label, weights);
  return [before.values.loss.data[0], after.values.loss.data[0]];
}

async function openLab(sample: number) {
  const opened = await openSite('lab/?engine=host');
  const { page } = opened;
  await page.locator('[data-island="lab"][data-alive]').waitFor();
  await page.locator(`[data-sample="${sample}"]`).click();
  await page.waitForSelector(`[data-prediction][data-digit="${sample}"]`);
  return opened;
}

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).focus();
  await page.keyboard.press('Enter');
}

async function expectShown(page: Page, result: string, exact: number): Promise<void> {
  const text = (await page.locator(`[data-result="${result}"]`).textContent()) ?? '';
  const { value, unit } = parseShown(text);
  expect(Math.abs(value - exact), `${result} shows ${text}, is ${exact}`).toBeLessThanOrEqual(
    0.51 * unit + 1e-5 * Math.abs(exact),
  );
}

const readOff = (page: Page) => page.locator('.prediction .bars').textContent();

const looks = [
  ['all', 'light', 1440],
  ['all', 'light', 390],
  ['contrast', 'dark', 1440],
] as const;

describe('what does one step do', () => {
  it('takes it by keyboard, with the numbers of the host, and takes it back', async () => {
    const { page, faults } = await openLab(3);
    const asItCame = await readOff(page);
    await press(page, '[data-panel="step"]');
    await press(page, '[data-action="step"]');
    await page.waitForSelector('[data-result="loss-after"]');
    const [before, after] = stepOnHost(3, 8, 1e-3);
    await expectShown(page, 'loss-before', before);
    await expectShown(page, 'loss-after', after);
    expect(after).toBeLessThan(before);
    await page.getByText('its weights have moved: 1 step').waitFor();
    await page.waitForFunction(
      (text) => document.querySelector('.prediction .bars')?.textContent !== text,
      asItCame,
    );
    await page.waitForSelector('[data-samples]');
    expect(await axeFaultsIn(page, looks, '.panel')).toEqual([]);

    await press(page, '[data-action="undo-step"]');
    await page.waitForFunction(
      (text) => document.querySelector('.prediction .bars')?.textContent === text,
      asItCame,
    );
    expect(await page.locator('.descent-sign').count()).toBe(0);
    await press(page, '[data-action="redo-step"]');
    await expectShown(page, 'loss-after', after);
    await page.getByRole('button', { name: 'Reset the weights' }).first().click();
    await page.waitForFunction(
      (text) => document.querySelector('.prediction .bars')?.textContent === text,
      asItCame,
    );
    expect(faults).toEqual([]);
  }, 180_000);

  it('says in words when a step is too large to be numbers, and shows none', async () => {
    const { page, faults } = await openLab(3);
    await page.locator('[data-panel="step"]').click();
    const rate = page.getByRole('slider', { name: /Learning rate/ });
    await rate.focus();
    await page.keyboard.press('End');
    // Every label anew is missed by millions of times more, until float32 ends.
    for (const [i, label] of [8, 2, 5, 0].entries()) {
      if ((await page.locator('.learn-fault').count()) > 0) break;
      await page.locator(`.label-picker input[value="${label}"]`).check({ force: true });
      await page.locator('[data-action="step"]').click();
      await page
        .locator(`[data-steps="${i + 1}"], .learn-fault`)
        .first()
        .waitFor();
    }
    expect(await page.locator('.learn-fault').textContent()).toContain('Too far');
    for (const part of ['.prediction', '.lab-figure', '.step-outcome', '.step-change']) {
      const texts = await page.locator(part).allTextContents();
      expect(texts.join(' '), part).not.toContain('NaN');
    }
    await page.locator('[data-action="undo-step"]').click();
    expect(await page.locator('.learn-fault').count()).toBe(0);
    await page.locator('[data-action="reset-steps"]').click();
    await page.waitForSelector('[data-prediction][data-digit="3"]');
    expect(faults).toEqual([]);
  }, 180_000);

  it('repeats, shows the curve, stops, and forgets it all with another network', async () => {
    const { page, faults } = await openLab(5);
    await page.locator('[data-panel="step"]').click();
    await page.getByRole('radio', { name: '100' }).check({ force: true });
    await page.locator('[data-action="repeat"]').click();
    await page.locator('[data-action="stop"]').click();
    await page.waitForSelector('[data-action="repeat"]');
    const steps = Number(await page.locator('[data-steps]').getAttribute('data-steps'));
    expect(steps).toBeLessThan(100);
    await page.locator('[data-network="mlp"] input').check({ force: true });
    await page.waitForSelector('[data-steps="0"]');
    await settled(page);
    expect(await predicted(page)).toBe('5');
    expect(faults).toEqual([]);
  }, 180_000);
});

describe('what would make it a 3', () => {
  it('climbs until the network says so, pauses, steps, and goes back', async () => {
    const { page, faults } = await openLab(8);
    await page.locator('[data-panel="ascent"]').click();
    await page.locator('.ascent').getByRole('radio', { name: '3', exact: true }).check({
      force: true,
    });
    await press(page, '[data-action="ascent-step"]');
    await page.waitForSelector('.ascent[data-steps="1"]');
    await press(page, '[data-action="ascent-play"]');
    await page.waitForSelector('[data-ascent="reached"]');
    const status = await page.locator('.ascent-status').textContent();
    expect(status).toMatch(/reads a 3 with (9\d\.\d|> 99\.9)%/);
    expect(await axeFaultsIn(page, looks, '.panel')).toEqual([]);
    // The drawing itself is as it was.
    expect(await predicted(page)).toBe('8');

    await press(page, '[data-action="ascent-reset"]');
    await page.waitForSelector('.ascent[data-steps="0"]');
    const pull = page.getByRole('slider', { name: /Pull/ });
    await pull.focus();
    await page.keyboard.press('End');
    await press(page, '[data-action="ascent-play"]');
    await page.waitForSelector('[data-ascent="runs"]');
    await press(page, '[data-action="ascent-pause"]');
    await page.waitForSelector('[data-ascent="paused"]');
    const at = await page.locator('.ascent').getAttribute('data-steps');
    await page.waitForTimeout(300);
    expect(await page.locator('.ascent').getAttribute('data-steps')).toBe(at);
    expect(faults).toEqual([]);
  }, 180_000);
});

describe('which stroke decided', () => {
  it('replays to the very reading of the Lab, by keyboard too, and follows a new drawing', async () => {
    const { page, faults } = await openLab(4);
    await page.locator('[data-panel="strokes"]').click();
    await page.waitForSelector('[data-replay="done"]');
    const curves = page.locator('.strokes-curves');
    expect(await curves.getAttribute('data-reads')).toBe('4');
    expect(await curves.locator('[data-result="share"]').textContent()).toBe(
      await page.locator('.prediction-share').textContent(),
    );
    const last = await curves.getAttribute('data-place');
    const slider = page.getByRole('slider', { name: 'Point of the drawing' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.waitForSelector('.strokes-curves[data-place="0"]');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.strokes-curves[data-place="1"]');
    await page.keyboard.press('End');
    await page.waitForSelector(`.strokes-curves[data-place="${last}"]`);
    expect(await page.locator('.strokes-table tbody tr').count()).toBe(2);
    expect(await axeFaultsIn(page, looks, '.panel')).toEqual([]);

    await page.locator('[data-sample="7"]').click();
    await page.waitForSelector('.strokes-curves[data-reads="7"]');
    await page.locator('.pad-tools [data-action="clear"]').click();
    await page.getByText('Nothing is drawn yet').waitFor();
    expect(faults).toEqual([]);
  }, 180_000);
});
