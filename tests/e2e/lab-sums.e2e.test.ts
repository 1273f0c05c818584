import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/digits/random.ts';
import { type Cell, readCell } from '../../src/trace/expression.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import {
  activationOf,
  gradientOf,
  paramGradientOf,
  paramOf,
  savedOf,
  type Trace,
} from '../../src/trace/trace.ts';
import { readPrintedSum } from '../support/printed-sum.ts';
import { axeFaultsIn } from './axe-faults.ts';
import { draw, predicted, settled, three, truth } from './lab.ts';
import { openSite } from './reader.ts';
import { parseCell } from './true-numbers.ts';

/** The largest number of the tensor that a cell belongs to: what an error is measured by. */
function largestBeside(trace: Trace, cell: Cell): number {
  switch (cell.of) {
    case 'value':
      return largestMagnitude(activationOf(trace, cell.id).data);
    case 'gradient':
      return largestMagnitude(gradientOf(trace, cell.id).sum.data);
    case 'param':
      return largestMagnitude(paramOf(trace, cell.id).data);
    case 'paramGradient':
      return largestMagnitude(paramGradientOf(trace, cell.id).sum.data);
    case 'saved':
      return largestMagnitude(savedOf(trace, cell.node, cell.name).data);
  }
}

const stage = (page: Page) => page.getByRole('application', { name: 'The network, as pictures' });
const wholeSum = (page: Page) => page.getByRole('button', { name: 'the whole sum', exact: true });

/** From the network, with the keys alone: some layer, some picture, some cell; then its sum. */
async function openSomeSum(page: Page, random: Random): Promise<void> {
  await page.getByRole('slider', { name: /steps/i }).first().focus();
  await page.keyboard.press('Home');
  for (let i = random.below(23); i > 0; i--) await page.keyboard.press('ArrowRight');
  await stage(page).focus();
  await page.keyboard.press('ArrowUp');
  for (let i = 1 + random.below(5); i > 0; i--) {
    await page.keyboard.press(random.below(2) === 0 ? ',' : '.');
  }
  for (let i = random.below(4); i > 0; i--) await page.keyboard.press('PageDown');
  for (let i = random.below(6); i > 0; i--) {
    await page.keyboard.press(random.below(2) === 0 ? 'ArrowDown' : 'ArrowRight');
  }
  await wholeSum(page).click();
  await page.locator('[data-sheet]').waitFor();
}

/** Presses some number of the open sum that leads on; false where there is none. */
async function follow(page: Page, random: Random): Promise<boolean> {
  const fold = page.locator('.sheet-group button[aria-expanded="false"]');
  const groups = await fold.count();
  if (groups > 0) await fold.nth(random.below(groups)).click();
  const leaves = page.locator('[data-sheet] button[data-cell]');
  const count = await leaves.count();
  if (count === 0) return false;
  const leaf = leaves.nth(random.below(count));
  const key = await leaf.getAttribute('data-cell');
  await leaf.click();
  await page.locator(`[data-sheet="${key}"]`).waitFor();
  return true;
}

interface Sheet {
  readonly key: string;
  readonly value: number;
  /** Undefined where nothing made the cell. */
  readonly text: string | undefined;
  readonly terms: number;
}

async function readSheet(page: Page): Promise<Sheet> {
  const summary = page.locator('.sheet-text summary');
  const field = page.locator('[data-sum-text]');
  const isMade = (await summary.count()) > 0;
  if (isMade && (await field.count()) === 0) await summary.click();
  const text = isMade ? await field.inputValue() : undefined;
  return page.locator('[data-sheet]').evaluate(
    (sheet, written) => ({
      key: sheet.getAttribute('data-sheet') ?? '',
      value: Number(sheet.querySelector('h2 [data-value]')?.getAttribute('data-value')),
      text: written,
      terms: [...sheet.querySelectorAll('[data-terms]')].reduce(
        (sum, table) => sum + Number(table.getAttribute('data-terms')),
        0,
      ),
    }),
    text,
  );
}

describe('the whole sum of any cell, in the Lab', () => {
  it('is printed on the page, and comes to the cell: 60 cells on a random walk', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await draw(page, three);
    await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
    await settled(page);
    const trace = await truth(page, 8);
    const random = new Random(20);
    const seen = new Map<string, number>();
    for (let i = 0, way = 0; i < 60; i++, way++) {
      if (way % 6 === 0 || !(await follow(page, random))) {
        if (await page.locator('[data-sheet]').count()) await wholeSum(page).click();
        await openSomeSum(page, random);
      }
      const { key, value, text } = await readSheet(page);
      const cell = parseCell(key);
      const allowed = 2e-5 * largestBeside(trace, cell) + 1e-12;
      expect(Math.abs(value - readCell(trace, cell)), key).toBeLessThanOrEqual(allowed);
      seen.set(cell.of, (seen.get(cell.of) ?? 0) + 1);
      if (text === undefined) continue;
      const { comesTo, says } = readPrintedSum(text);
      expect(says === value, `${key}: ${says} is not ${value}`).toBe(true);
      expect(Math.abs(comesTo - says), key).toBeLessThanOrEqual(allowed);
    }
    for (const of of ['value', 'gradient', 'param', 'paramGradient']) {
      expect(seen.get(of) ?? 0, of).toBeGreaterThanOrEqual(3);
    }
    expect(faults).toEqual([]);
  }, 300_000);

  it('unfolds to a row for every term, of 784 too', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await draw(page, three);
    await page.getByRole('radio', { name: 'dense net' }).check({ force: true });
    await settled(page);
    await page.getByRole('slider', { name: /steps/i }).first().focus();
    // The playhead of the other network comes to rest a moment after it is chosen.
    await expect
      .poll(
        async () => {
          await page.keyboard.press('Home');
          await page.keyboard.press('ArrowRight');
          return page.locator('.strip-cell').textContent();
        },
        { interval: 700 },
      )
      .toMatch(/^dense/);
    await wholeSum(page).click();
    expect((await readSheet(page)).terms).toBe(785);
    await page.getByRole('button', { name: 'unfold all 785' }).click();
    await expect.poll(() => page.locator('[data-term]').count()).toBe(785);
    const numbers = await page
      .locator('[data-term]')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('[data-value]')]
            .map((number) => Number(number.getAttribute('data-value')))
            .reduce((product, factor) => product * factor, 1),
        ),
      );
    const { value } = await readSheet(page);
    const total = numbers.reduce((sum, product) => sum + product, 0);
    expect(Math.abs(total - value)).toBeLessThan(2e-5 * Math.max(1, Math.abs(value)));
    expect(faults).toEqual([]);
  }, 240_000);

  it('can be walked to, heard, read and left by keyboard alone', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 60; i++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector))
          return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${selector}`);
    };
    const heard = (said: RegExp) =>
      expect
        .poll(() => page.locator('.lab-said').allTextContents(), { timeout: 15_000 })
        .toContainEqual(expect.stringMatching(said));
    const inSheet = () =>
      expect
        .poll(() => page.evaluate(() => document.activeElement?.matches('[data-sheet]')))
        .toBe(true);
    const sheet = () => page.locator('[data-sheet]').getAttribute('data-sheet');

    await tabTo('[data-pad]');
    await press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', ' ');
    for (let i = 0; i < 9; i++) await press('Shift+ArrowDown');
    await settled(page);
    expect(await predicted(page)).toBe('1');
    await press('Escape');

    await tabTo('.label-picker:not(.network-picker *) input');
    await press('ArrowRight');
    await settled(page);
    expect(await page.getByRole('radio', { name: '9', exact: true }).isChecked()).toBe(true);

    await tabTo('.transport [role="slider"], .transport input[type="range"]');
    await press('Home');
    await heard(/^Eight kernels of 5 × 5 slide over your drawing/);
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await heard(/^Sixteen kernels of 3 × 3 slide over pool 1/);

    await stage(page).focus();
    await press('ArrowDown', 'ArrowRight', 'PageDown');
    await heard(/^convolution 2, map \d+, row \d+, column \d+: /);
    const name = await page.locator('.strip-cell').textContent();

    await tabTo('[data-opens-sum]');
    await press('Enter');
    await page.locator('[data-sheet]').waitFor();
    await inSheet();
    await heard(/, the sum of 72 products from 8 maps and the bias\.$/);
    const first = await sheet();
    expect(
      await page.getByRole('region', { name: /^The whole sum of convolution 2/ }).count(),
    ).toBe(1);
    expect(await page.locator('.sheet-terms thead th').allTextContents()).toEqual([
      'row, column',
      'weight',
      'input',
      'product',
      'so far',
    ]);

    await tabTo('.sheet-group button');
    await press('Enter');
    await page.locator('[data-term]').nth(8).waitFor();
    await tabTo('[data-term] button[data-cell^="value"]');
    await press('Enter');
    await page.locator('[data-sheet^="value:pool1"]').waitFor();
    await heard(/, the largest of 4 numbers\.$/);
    await inSheet();
    await press('Backspace');
    await page.locator(`[data-sheet="${first}"]`).waitFor();

    for (const look of [
      ['all', 'light', 1440],
      ['contrast', 'dark', 1440],
      ['all', 'light', 390],
    ] as const) {
      expect(await axeFaultsIn(page, [look])).toEqual([]);
    }

    await page.locator('[data-sheet]').focus();
    await press('Escape');
    await expect.poll(() => page.locator('[data-sheet]').count()).toBe(0);
    await expect
      .poll(() => stage(page).evaluate((field) => field === document.activeElement))
      .toBe(true);
    expect(await page.locator('.strip-cell').textContent()).toBe(name);
    expect(faults).toEqual([]);
  }, 300_000);
});
