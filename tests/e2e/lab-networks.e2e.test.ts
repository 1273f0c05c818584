import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { formatPerceptronJson } from '../../src/core/formats/perceptron-json.ts';
import { networks } from '../../src/core/networks/networks.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { type Cell, readCell } from '../../src/trace/expression.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { axeFaults } from './axe-faults.ts';
import { parseShown, predicted, settled, shownNumbers, truth } from './lab.ts';
import { openSite } from './reader.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function openLab(options: Parameters<typeof openSite>[1] = {}) {
  const reader = await openSite('lab/?engine=host', options);
  await reader.page.locator('[data-island="lab"][data-alive]').waitFor();
  return reader;
}

async function sample(page: Page, digit: number): Promise<void> {
  await page.locator(`[data-sample="${digit}"]`).click();
  await settled(page);
}

async function choose(page: Page, network: string): Promise<void> {
  await page.locator(`[data-network="${network}"] input`).check({ force: true });
  await settled(page);
}

/** `gradient:score:0` → the cell. */
function parseCell(key: string): Cell {
  const [of, id, index] = key.split(':');
  if (of === 'value' || of === 'gradient' || of === 'param' || of === 'paramGradient') {
    return { of, id, index: Number(index) };
  }
  throw new Error(`"${key}" names no cell`);
}

async function expectTrueNumbers(page: Page, trace: Trace): Promise<number> {
  const shown = await shownNumbers(page);
  for (const { cell, text } of shown) {
    const { value, unit } = parseShown(text);
    const exact = readCell(trace, parseCell(cell));
    expect(Math.abs(value - exact), `${cell} shows ${text}, is ${exact}`).toBeLessThanOrEqual(
      0.501 * unit + 1e-6 * Math.abs(exact),
    );
  }
  return shown.length;
}

/** Whether the page is wider than the window: then it scrolls sideways. */
const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

describe('the perceptron in the Lab', () => {
  it('is read through all its steps, there and back, with true numbers', async () => {
    const { page, faults } = await openLab();
    await sample(page, 7);
    // From the very last step of another network: there are fewer here.
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('End');
    await choose(page, 'perceptron');
    expect(await predicted(page)).toBe('7');
    expect(await page.locator('.label-picker input[name="label"]').count()).toBe(2);
    expect(await page.locator('.prediction').textContent()).toContain('only knows 3 from 7');
    await page.getByRole('radio', { name: '3', exact: true }).check({ force: true });
    await settled(page);
    const trace = await truth(page, 3, 'perceptron');
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('Home');
    let numbers = 0;
    for (let step = 0; step < 8; step++) {
      await page.waitForSelector(`[data-step="${step}"]`);
      await page.waitForTimeout(600);
      numbers += await expectTrueNumbers(page, trace);
      await page.keyboard.press('ArrowRight');
    }
    expect(numbers).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  }, 180_000);
});

const unit = parseWeights(
  networks.perceptron,
  readFileSync('public/models/perceptron.safetensors'),
);
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

describe('weights from a file', () => {
  it('are opened by the button, read, and taken off the shelf again', async () => {
    const { page, faults } = await openLab();
    await sample(page, 3);
    const json = formatPerceptronJson(unit, { final_accuracy: 0.9804, training_samples: 372 });
    // The name does not decide what a file is.
    await page.locator('.open-weights input').setInputFiles(file('my-unit.safetensors', json));
    await page.locator('[data-network="file:my-unit.safetensors"][data-chosen]').waitFor();
    await settled(page);
    expect(await predicted(page)).toBe('3');
    expect(await page.locator('.network-picker-about').textContent()).toContain('98.0% right');
    await page.getByRole('button', { name: 'Remove my-unit' }).click();
    await page.locator('[data-network="cnn"][data-chosen]').waitFor();
    await settled(page);
    expect(await predicted(page)).toBe('3');
    expect(faults).toEqual([]);
  }, 180_000);

  it('can be dropped anywhere on the Lab', async () => {
    const { page, faults } = await openLab();
    await sample(page, 7);
    const bytes = readFileSync('public/models/mlp.safetensors').toString('base64');
    const data = await page.evaluateHandle((base64) => {
      const transfer = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([raw], 'dropped.bin'));
      return transfer;
    }, bytes);
    const stage = page.locator('.lab-stage');
    await stage.dispatchEvent('dragenter', { dataTransfer: data });
    await page.locator('.open-weights-drop').waitFor();
    await stage.dispatchEvent('drop', { dataTransfer: data });
    await page.locator('[data-network="file:dropped.bin"][data-chosen]').waitFor();
    expect(await page.locator('.open-weights-drop').count()).toBe(0);
    await settled(page);
    expect(await predicted(page)).toBe('7');
    expect(faults).toEqual([]);
  }, 180_000);

  it('are refused with what, where and what to do, and nothing is lost', async () => {
    const { page, faults } = await openLab(phone);
    await sample(page, 7);
    const damaged = file('epoch.json', JSON.stringify({ param_0: [[1, 2]] }));
    await page.locator('.open-weights input').setInputFiles(damaged);
    const alert = page.locator('.open-weights [role="alert"]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(
      'epoch.json was not opened: "param_1" is missing: the dense net needs param_0 … param_5.',
    );
    expect(await predicted(page)).toBe('7');
    expect(await overflows(page)).toBe(false);
    expect(await axeFaults(page)).toEqual([]);
    await alert.getByRole('button', { name: 'Close' }).click();
    expect(await alert.count()).toBe(0);
    expect(faults).toEqual([]);
  }, 180_000);
});

describe('two networks side by side', () => {
  it('read the same drawing, each with its own loss and gradient', async () => {
    const { page, faults } = await openLab();
    await sample(page, 7);
    await page.locator('[data-panel="compare"]').click();
    await page.locator('[data-side="mlp"]').waitFor();
    for (const name of ['cnn', 'mlp'] as const) {
      const trace = await truth(page, 8, name);
      const loss = await page
        .locator(`[data-side="${name}"] [data-loss]`)
        .getAttribute('data-loss');
      const exact = trace.values.loss.data[0];
      expect(Math.abs(Number(loss) - exact)).toBeLessThanOrEqual(1e-4 * Math.abs(exact));
    }
    await page.getByRole('combobox', { name: 'beside it' }).selectOption('perceptron');
    await page.locator('[data-side="perceptron"]').waitFor();
    expect(await page.locator('[data-side="perceptron"]').textContent()).toContain('it has no 8');
    await sample(page, 0);
    await page.waitForFunction(() =>
      document.querySelector('[data-verdict]')?.textContent?.includes('has no 0'),
    );
    expect(faults).toEqual([]);
  }, 180_000);

  it('is without fault for axe in both themes, and as wide as a phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openLab({ ...phone, colorScheme });
      await sample(page, 3);
      await choose(page, 'perceptron');
      await page.locator('[data-panel="compare"]').click();
      await page.locator('[data-side="cnn"]').waitFor();
      // A sure network's gradients are tiny: their legend is long.
      await page.getByRole('radio', { name: 'one for both' }).check({ force: true });
      expect(await overflows(page)).toBe(false);
      await page.getByRole('radio', { name: 'each its own' }).check({ force: true });
      expect(await overflows(page)).toBe(false);
      expect(await axeFaults(page)).toEqual([]);
    }
  }, 180_000);
});
