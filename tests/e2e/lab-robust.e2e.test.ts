import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { widthBeyond } from './geometry.ts';
import { draw, loseContext, predicted, settled, three, truth } from './lab.ts';
import { openSite } from './reader.ts';
import { expectTrueNumbers } from './true-numbers.ts';

const stepOf = async (page: Page): Promise<number> =>
  Number(await page.locator('[data-step]').getAttribute('data-step'));

const isPlaying = async (page: Page): Promise<boolean> =>
  (await page.getByRole('button', { name: 'Pause', exact: true }).count()) > 0;

/** Draws a 3, asks for the loss of 8 and plays from the start. */
async function play(page: Page): Promise<void> {
  // Until it is awake, nothing hears the pen.
  await page.locator('[data-island="lab"][data-alive]').waitFor();
  await draw(page, three);
  await page.waitForSelector('[data-prediction][data-digit="3"]');
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await settled(page);
  await page.getByRole('button', { name: 'To the first step' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
}

/** The numbers of the last step, of one in the middle of the way back, and of one on the way there. */
async function expectRight(page: Page, network: 'cnn' | 'mlp' = 'cnn'): Promise<void> {
  await settled(page);
  const trace = await truth(page, 8, network);
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('End');
  await page.waitForTimeout(300);
  await expectTrueNumbers(page, trace, 3);
  for (const steps of [4, 8]) {
    for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(300);
    await expectTrueNumbers(page, trace, 1);
  }
}

/** The picture's canvas is as large as its place. */
const canvasFits = (page: Page) =>
  page.locator('.stage-canvas').evaluate((canvas) => {
    const [own, place] = [canvas, canvas.parentElement].map((one) => one?.getBoundingClientRect());
    if (!own || !place) return false;
    return Math.abs(own.width - place.width) < 2 && Math.abs(own.height - place.height) < 2;
  });

describe('in the middle of play, the Lab', () => {
  it('outlives the loss of its WebGL context', async () => {
    const { page, faults } = await openSite('lab/?engine=webgl', { graphics: 'webgl' });
    await page.waitForSelector('[data-engine="webgl"][data-engine-state="ready"]', {
      timeout: 60_000,
      state: 'attached',
    });
    await play(page);
    await page.waitForSelector('[data-engine="webgl"][data-engine-state="ready"]', {
      timeout: 60_000,
      state: 'attached',
    });
    await loseContext(page);
    await draw(
      page,
      three.map(([x, y]) => [x * 0.98, y] as const),
    );
    await expectRight(page);
    expect(faults.filter((fault) => !/context/i.test(fault))).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('stays where it was while nobody sees it, and goes on from there', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await page.clock.install();
    await page.reload();
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    await play(page);
    const show = (state: 'hidden' | 'visible') =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
        Object.defineProperty(document, 'hidden', { value: now === 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await show('hidden');
    const before = await stepOf(page);
    await page.clock.fastForward(60_000);
    const after = await stepOf(page);
    await show('visible');
    expect(after - before).toBeLessThanOrEqual(1);
    expect(await isPlaying(page)).toBe(true);
    await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(after);
    await expectRight(page);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('follows its window as it is resized', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await play(page);
    for (const [width, height] of [
      [1100, 700],
      [800, 900],
      [390, 844],
      [1600, 1000],
    ]) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => canvasFits(page)).toBe(true);
    }
    expect(await isPlaying(page)).toBe(true);
    await expectRight(page);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('turns with a phone', async () => {
    const { page, faults } = await openSite('lab/?engine=host', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await play(page);
    for (const [width, height] of [
      [844, 390],
      [390, 844],
      [844, 390],
    ]) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => canvasFits(page)).toBe(true);
      expect(await widthBeyond(page)).toBeLessThanOrEqual(0);
    }
    expect(await predicted(page)).toBe('3');
    await expectRight(page);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('takes another network, and the first one again', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await play(page);
    await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(1);
    await page.locator('[data-network="mlp"] input').check({ force: true });
    await settled(page);
    expect(await isPlaying(page)).toBe(false);
    await expectRight(page, 'mlp');
    await page.keyboard.press('Home');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.locator('[data-network="cnn"] input').check({ force: true });
    await expectRight(page, 'cnn');
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('takes a pen: it plays on, with the new digit’s numbers', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await play(page);
    await page.locator('[data-action="clear"]').click();
    const pad = await page.locator('[data-pad]').boundingBox();
    if (!pad) throw new Error('there is no pad on the page');
    await page.mouse.move(pad.x + 0.5 * pad.width, pad.y + 0.2 * pad.height);
    await page.mouse.down();
    const from = await stepOf(page);
    for (let i = 1; i <= 60; i++) {
      await page.mouse.move(pad.x + 0.5 * pad.width, pad.y + (0.2 + 0.01 * i) * pad.height);
    }
    await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(from);
    await page.mouse.up();
    await settled(page);
    expect(await predicted(page)).toBe('1');
    await expectRight(page);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('stands, when another network is chosen on the way into a layer', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await draw(page, three);
    const stage = page.locator('.stage-field');
    for (const network of ['mlp', 'cnn', 'perceptron', 'cnn']) {
      await stage.focus();
      await page.keyboard.press('Enter');
      await page.locator(`.network-picker label[data-network="${network}"]`).click();
      await settled(page);
      await page.waitForTimeout(150);
      await page.keyboard.press('Escape');
    }
    expect(await predicted(page)).toBe('3');
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
