import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { type Cell, readCell } from '../../src/trace/expression.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { draw, parseShown, settled, shownNumbers, three, truth } from './lab.ts';
import { openSite } from './reader.ts';

/** The key of a cell of a value or gradient, `value:conv2:17`, as a cell. */
function maybeCell(key: string): Cell | undefined {
  const [of, id, index] = key.split(':');
  return of === 'value' || of === 'gradient' ? { of, id, index: Number(index) } : undefined;
}

const field = (page: Page) => page.locator('.stage-field');
const level = (page: Page) => field(page).getAttribute('data-zoom');
const crumbs = (page: Page) => page.locator('.stage-crumbs li').allTextContents();

async function reach(page: Page, wanted: string): Promise<void> {
  await page.waitForSelector(`.stage-field[data-zoom="${wanted}"]`);
  // The way there takes a moment, and longer on a busy machine.
  await page.waitForSelector('.stage-field[data-flying="false"]');
}

/** Every number of a value or gradient beneath the stage is the trace's, to the digits shown. */
async function expectTrue(page: Page, trace: Trace): Promise<void> {
  let seen = 0;
  for (const { cell: key, text } of await shownNumbers(page)) {
    const cell = maybeCell(key);
    if (!cell) continue;
    const { value, unit } = parseShown(text);
    const exact = readCell(trace, cell);
    expect(Math.abs(value - exact), `${key} shows ${text}, is ${exact}`).toBeLessThanOrEqual(
      0.501 * unit + 1e-6 * Math.abs(exact),
    );
    seen++;
  }
  expect(seen).toBeGreaterThan(0);
}

async function begin(page: Page): Promise<Trace> {
  await draw(page, three);
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await settled(page);
  return truth(page, 8);
}

describe('the three zooms of the Lab', () => {
  it('lead from a pixel to its multiplication in two presses, and back out by the path', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    const trace = await begin(page);
    // Step 4 makes convolution 2.
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.waitForSelector('[data-step="3"]');
    await page.waitForTimeout(1000);
    const box = await field(page).boundingBox();
    const title = page.locator('.stage-titles li', { hasText: 'convolution 2' });
    const over = await title.boundingBox();
    if (!box || !over) throw new Error('the stage has no place on the page');
    const middle = over.x + over.width / 2;
    await page.mouse.click(middle - 20, box.y + box.height / 2);
    await reach(page, 'layer');
    expect(await crumbs(page)).toEqual(['network', 'convolution 2']);
    await expectTrue(page, trace);
    // The board in the middle opens the sum of the cell that was pressed.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.58);
    await reach(page, 'cell');
    const [, , cell] = await crumbs(page);
    expect(cell).toMatch(/^map \d+, row \d+, column \d+$/);
    await expectTrue(page, trace);
    const shown = await page.locator('.strip-cell').textContent();
    expect(shown).toContain(`convolution 2, ${cell}`);
    await page.getByRole('button', { name: 'convolution 2', exact: true }).click();
    await reach(page, 'layer');
    await page.getByRole('button', { name: 'network', exact: true }).click();
    await reach(page, 'network');
    expect(await page.locator('.stage-crumbs').count()).toBe(0);
    expect(faults).toEqual([]);
  }, 240_000);

  it('do the same for the keyboard, forward and backward, and say where one is', async () => {
    const { page, faults } = await openSite('lab/?engine=host', { reducedMotion: 'reduce' });
    const trace = await begin(page);
    // The first step, and the last one of the way back: the update behind it is about no cell.
    for (const keys of [['Home'], ['End', 'ArrowLeft']]) {
      await page.getByRole('slider').first().focus();
      for (const key of keys) await page.keyboard.press(key);
      await page.waitForTimeout(500);
      await field(page).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await reach(page, 'layer');
      await page.keyboard.press('Enter');
      await reach(page, 'cell');
      await page.waitForFunction(() =>
        [...document.querySelectorAll('.lab-said')].some((said) =>
          said.textContent?.startsWith('The sum of'),
        ),
      );
      await expectTrue(page, trace);
      const before = await page.locator('.strip-cell').textContent();
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        (text) => document.querySelector('.strip-cell')?.textContent !== text,
        before,
      );
      expect((await crumbs(page)).length).toBe(4);
      await expectTrue(page, trace);
      await page.keyboard.press('Escape');
      expect((await crumbs(page)).length).toBe(3);
      await page.keyboard.press('Escape');
      await reach(page, 'layer');
      await page.keyboard.press('Escape');
      await reach(page, 'network');
      expect(await level(page)).toBe('network');
    }
    expect(faults).toEqual([]);
  }, 240_000);
});
