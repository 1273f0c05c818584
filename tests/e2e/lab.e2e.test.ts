import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { activationOf } from '../../src/trace/trace.ts';
import { draw, loseContext, predicted, settled, three, truth } from './lab.ts';
import { openSite } from './reader.ts';
import { expectTrueNumbers } from './true-numbers.ts';

async function stepTo(page: Page, wanted: RegExp): Promise<void> {
  const slider = page.getByRole('slider').first();
  await slider.focus();
  for (let i = 0; i < 60; i++) {
    if (wanted.test((await slider.getAttribute('aria-valuetext')) ?? '')) return;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`no step is called ${wanted}`);
}

/** Draws a 3, chooses label 8, steps to the first convolution's gradient and back to the start. */
async function walk(page: Page): Promise<void> {
  await draw(page, three);
  expect(await predicted(page)).toBe('3');
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await settled(page);
  const trace = await truth(page, 8);
  expect(activationOf(trace, 'loss').data[0]).toBeGreaterThan(1);
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('Home');
  await expectTrueNumbers(page, trace, 3);
  await page.keyboard.press('End');
  await expectTrueNumbers(page, trace, 3);
  for (let i = 0; i < 22; i++) {
    await page.keyboard.press('ArrowLeft');
    if (i % 3 === 0) await expectTrueNumbers(page, trace, 1);
  }
}

describe('the Lab', () => {
  it('reads a 3 drawn by hand, sends back label 8, and shows true numbers all the way', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await walk(page);
    expect(faults).toEqual([]);
  }, 180_000);

  it('does the same with WebGL pinned, on the GPU', async () => {
    const { page, faults } = await openSite('lab/?engine=webgl', { graphics: 'webgl' });
    await page.waitForSelector('[data-engine="webgl"][data-engine-state="ready"]', {
      timeout: 60_000,
      state: 'attached',
    });
    await walk(page);
    const draws = await page.locator('[data-gpu-draws]').first().getAttribute('data-gpu-draws');
    expect(Number(draws)).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  }, 240_000);

  it('goes on with true numbers when the WebGL context is lost in the middle', async () => {
    const { page } = await openSite('lab/?engine=webgl', { graphics: 'webgl' });
    await page.waitForSelector('[data-engine="webgl"][data-engine-state="ready"]', {
      timeout: 60_000,
      state: 'attached',
    });
    await draw(page, three);
    await loseContext(page);
    await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
    await settled(page);
    const trace = await truth(page, 8);
    await page.waitForFunction(() => {
      const state = document
        .querySelector('[data-engine-state]')
        ?.getAttribute('data-engine-state');
      return state === 'ready' || state === 'fallback';
    });
    await stepTo(page, /./);
    await page.keyboard.press('End');
    await page.waitForTimeout(500);
    await expectTrueNumbers(page, trace, 3);
  }, 240_000);

  it('works where there is no WebGL at all, pinned or not', async () => {
    for (const query of ['', '?engine=webgl']) {
      const { page, faults } = await openSite(`lab/${query}`, { graphics: 'none' });
      await walk(page);
      await page.waitForSelector('[data-engine^="host"]', { state: 'attached' });
      expect(faults).toEqual([]);
    }
  }, 240_000);

  it('predicts nothing on an empty pad, and nothing again after clearing', async () => {
    const { page } = await openSite('lab/?engine=host');
    expect(await predicted(page)).toBe('');
    await draw(page, three);
    expect(await predicted(page)).toBe('3');
    await page.locator('[data-action="clear"]').click();
    await settled(page);
    expect(await predicted(page)).toBe('');
    await page.locator('[data-action="undo"]').click();
    await settled(page);
    expect(await predicted(page)).toBe('3');
  }, 180_000);

  it('brings the drawing back after a reload, and survives a damaged copy', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await draw(page, three);
    await page.waitForTimeout(500);
    await page.reload();
    await page.waitForSelector('[data-prediction][data-digit="3"]');
    await page.evaluate(() => {
      addEventListener('pagehide', () => localStorage.setItem('backflow.lab.drawing', '{"strokes'));
    });
    // The address holds the drawing too: with it nothing is lost, and the damaged copy is told of.
    await page.reload();
    await page.waitForSelector('[data-prediction][data-digit="3"]');
    await page.waitForSelector('[role="alert"]');
    await page.goto(new URL('?engine=host', page.url()).href);
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    expect(await predicted(page)).toBe('');
    await draw(page, three);
    expect(await predicted(page)).toBe('3');
    expect(faults).toEqual([]);
  }, 180_000);

  it('can be drawn on by keyboard alone', async () => {
    const { page } = await openSite('lab/?engine=host');
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    await page.locator('[data-pad]').focus();
    // A 1: from the middle of the grid's top, Shift with an arrow draws a line.
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press(' ');
    for (let i = 0; i < 9; i++) await page.keyboard.press('Shift+ArrowDown');
    await settled(page);
    expect(await predicted(page)).toBe('1');
  }, 180_000);

  it('gives the keys back to the playhead once the pen is lifted', async () => {
    const { page } = await openSite('lab/?engine=host');
    await draw(page, three);
    const step = () => page.locator('[data-step]').getAttribute('data-step');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('[data-step="1"]');
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press(' ');
    expect(Number(await step())).toBeGreaterThan(0);
    expect(await page.locator('[data-pad]').getAttribute('data-revision')).toBe(
      await page.locator('[data-prediction]').getAttribute('data-revision'),
    );
    expect(await page.locator('.pad-grid').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await settled(page);
    expect(await predicted(page)).toBe('');
  }, 180_000);

  it('follows the pen while it moves, and does not scroll a phone', async () => {
    const { page } = await openSite('lab/?engine=host', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    const pad = page.locator('[data-pad]');
    const box = await pad.boundingBox();
    if (!box) throw new Error('there is no pad on the page');
    const touch = await page.context().newCDPSession(page);
    const point = ([x, y]: readonly [number, number]) => ({
      x: box.x + x * box.width,
      y: box.y + y * box.height,
    });
    const before = await page.evaluate(() => scrollY);
    await touch.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: [point(three[0])],
    });
    for (const at of three.slice(1)) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point(at)] });
    }
    // The finger is still down.
    await page.waitForSelector('[data-prediction][data-digit="3"]');
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(before);
  }, 180_000);
});
