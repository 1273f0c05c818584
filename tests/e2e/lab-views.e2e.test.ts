import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/draw/number.ts';
import { modelOf } from '../../src/lab/lab-model.ts';
import { factsOf } from '../../src/lab/panels/layers/layer-facts.ts';
import { reluUnitsOf, silentUnits } from '../../src/lab/panels/layers/silent.ts';
import { statisticsOf } from '../../src/lab/statistics.ts';
import { gradientOf, paramGradientOf, paramOf, type Trace } from '../../src/trace/trace.ts';
import { axeFaultsIn, type Look } from './axe-faults.ts';
import { widthBeyond } from './geometry.ts';
import { draw, parseShown, settled, three, truth } from './lab.ts';
import { openSite } from './reader.ts';

/** The Lab with a 3 on the pad, asked about the label 8, and what a second run says of it. */
async function opened(options: Parameters<typeof openSite>[1] = {}) {
  const { page, faults } = await openSite('lab/?engine=host', {
    reducedMotion: 'reduce',
    ...options,
  });
  await draw(page, three);
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await settled(page);
  return { page, faults, trace: await truth(page, 8) };
}

async function show(page: Page, view: string, scaling: 'layer' | 'network'): Promise<void> {
  await page.locator(`[data-view="${view}"] input`).check({ force: true });
  await page.locator('.view-bar select').selectOption(scaling);
}

/** A printed number is the true one, to the digits printed and what float32 may lose of `size`. */
function expectTrue(text: string, exact: number, size = Math.abs(exact)): void {
  const { value, unit } = parseShown(text);
  expect(Math.abs(value - exact), `shows ${text}, is ${exact}`).toBeLessThanOrEqual(
    0.501 * unit + 2e-5 * size,
  );
}

const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';

const legendEnd = (page: Page): Promise<string> =>
  textOf(page.locator('.view-bar .legend-end').last());

const largest = (trace: Trace, id: string): number =>
  Math.max(...Array.from(gradientOf(trace, id).sum.data, Math.abs));

const open = (page: Page, panel: string) => page.locator(`[data-panel="${panel}"]`).click();

async function each(locator: Locator, name: string) {
  return locator.evaluateAll(
    (elements, attribute) =>
      elements.map((element) => ({
        key: element.getAttribute(attribute) ?? '',
        text: element.textContent ?? '',
      })),
    name,
  );
}

describe('views of the Lab', () => {
  it('show gradients of all layers at any step, on scales whose legends are true', async () => {
    const { page, faults, trace } = await opened();
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('Home');
    await show(page, 'gradient', 'layer');
    const titles = await page
      .locator('.stage-titles li')
      .evaluateAll((items) =>
        items.map((item) => [item.getAttribute('data-pass'), item.getAttribute('data-state')]),
      );
    expect(titles.length).toBe(8);
    expect(titles.every(([pass, state]) => pass === 'gradient' && state !== 'ahead')).toBe(true);
    expectTrue(await legendEnd(page), largest(trace, 'conv1'));

    await show(page, 'gradient', 'network');
    const columns = modelOf(trace.graph).columns.filter(({ rows }) => rows > 1);
    const all = columns.flatMap(({ values }) => values.map(({ id }) => largest(trace, id)));
    expectTrue(await legendEnd(page), Math.max(...all));
    expect(await textOf(page.locator('.view-bar .legend'))).toContain('all layers');

    await show(page, 'gradientTimesInput', 'layer');
    expect(await textOf(page.locator('.view-meaning'))).toContain('would fall');
    await page.locator('.lab-table summary').click();
    const table = page.locator('.lab-table table');
    expect(await textOf(table.locator('caption'))).toContain('its gradient');
    const a = trace.values.conv1.data;
    const d = gradientOf(trace, 'conv1').sum.data;
    for (const position of [0, 100, 300, 575]) {
      const row = table.locator('tbody tr').nth(Math.floor(position / 24));
      const text = await textOf(row.locator('td').nth(position % 24));
      expectTrue(text, a[8 * position] * d[8 * position], 1);
    }

    await show(page, 'activation', 'layer');
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('End');
    const passes = await page.locator('.stage-titles li[data-pass="activation"]').count();
    expect(passes).toBe(8);
    expect(faults).toEqual([]);
  }, 240_000);

  it('show every weight by name, with its value, gradient and ratio, by pointer and by key', async () => {
    const { page, faults, trace } = await opened();
    await open(page, 'weights');
    await page.locator('.plate-reading').first().waitFor();
    const check = async () => {
      const shown = await each(page.locator('.weights-panel [data-cell]'), 'data-cell');
      expect(shown.length).toBe(16);
      for (const { key, text } of shown) {
        const [of, id, index] = key.split(':');
        const { data } = of === 'param' ? paramOf(trace, id) : paramGradientOf(trace, id).sum;
        expectTrue(text, data[Number(index)], largestOf(data));
      }
    };
    await check();
    for (const { key, text } of await each(page.locator('[data-norm]'), 'data-norm')) {
      const [id, which] = key.split(' ');
      const { data } = which === 'w' ? paramOf(trace, id) : paramGradientOf(trace, id).sum;
      expectTrue(text, statisticsOf(data).norm);
    }
    const layer = page.locator('[data-layer="conv2"] [data-role="weights"]');
    const reading = layer.locator('.plate-reading');
    const overview = layer.getByRole('application').first();
    await overview.focus();
    for (let i = 0; i < 16; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => textOf(reading)).toMatch(/^to map 0,/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => textOf(reading)).toMatch(/^to map 1,/);
    const before = await textOf(reading);
    await layer.getByRole('application').last().focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => textOf(reading)).not.toBe(before);
    await check();
    await page.getByRole('radio', { name: 'their gradients' }).check({ force: true });
    await page.locator('[data-quantity="paramGradient"]').waitFor();
    await overview.click({ position: { x: 3, y: 3 } });
    await expect.poll(() => textOf(reading)).toMatch(/^to map 0, from map 0, row 0, column 0/);
    await check();
    expect(faults).toEqual([]);
  }, 240_000);

  it('measure every layer truly, flag none, and tell the silent from the dead', async () => {
    const { page, faults, trace } = await opened();
    await open(page, 'layers');
    await page.locator('[data-silent="always"]').last().waitFor();
    const { columns } = modelOf(trace.graph);
    const facts = factsOf(trace, columns, 'layer');
    const shown = await each(page.locator('[data-stat]'), 'data-stat');
    expect(shown.length).toBe(facts.length * 7 + 4);
    for (const { key, text } of shown) {
      const [what, id, name] = key.split(':');
      const layer = facts.find(({ value }) => value.id === id);
      if (!layer) throw new Error(`no layer hands on "${id}"`);
      if (what === 'params') {
        expectTrue(text, layer.paramNorm ?? Number.NaN);
        continue;
      }
      const { statistics } = what === 'gradient' ? layer.gradient : layer.activation;
      if (name === 'zeros') {
        const share = Number(text.replace('%', '').replace('< ', '')) / 100;
        expect(Math.abs(share - statistics.zeros / statistics.size)).toBeLessThan(0.002);
      } else if (name === 'mean' || name === 'deviation' || name === 'norm') {
        expectTrue(text, statistics[name], statistics.norm);
      } else throw new Error(`unknown figure ${key}`);
    }
    expect(await page.locator('[data-flagged]').getAttribute('data-flagged')).toBe('0');
    for (const relu of reluUnitsOf(columns)) {
      const row = page.locator(`[data-relu="${relu.value}"]`);
      const here = await textOf(row.locator('[data-silent="here"]'));
      expect(here).toBe(formatNumber(silentUnits(trace, relu).length));
      const always = Number(await textOf(row.locator('[data-silent="always"]')));
      expect(always).toBeLessThan(silentUnits(trace, relu).length + 1);
    }
    await page.locator('[data-relu="relu3"] summary').click();
    await page.locator('[data-relu="relu3"] .silent-list button').first().focus();
    await page.locator('[data-relu="relu3"] .silent-list button').first().press('Enter');
    expect(faults).toEqual([]);
  }, 240_000);

  it('have no fault that axe can find, and keep within a phone’s page', async () => {
    const { page, faults } = await opened();
    const looks: Look[] = [
      ['all', 'light', 1440],
      ['all', 'dark', 390],
      ['contrast', 'dark', 1440],
    ];
    await show(page, 'gradientTimesInput', 'network');
    for (const panel of ['weights', 'layers']) {
      await open(page, panel);
      await page.locator(`.${panel}-panel`).waitFor();
      for (const summary of await page.locator('.lab-panels summary').all()) await summary.click();
      expect(await axeFaultsIn(page, looks), panel).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await widthBeyond(page), panel).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expect(faults).toEqual([]);
  }, 240_000);
});

const largestOf = (data: Iterable<number>): number => Math.max(...Array.from(data, Math.abs));
