import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { parseNpz } from '../../src/core/formats/npz.ts';
import { parseSafetensors } from '../../src/core/formats/safetensors.ts';
import { networks } from '../../src/core/networks/networks.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { byName, tensorsOf } from '../../src/lab/export/tensors.ts';
import type { HostTensor } from '../../src/trace/tensor.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { axeFaultsIn } from './axe-faults.ts';
import { widthBeyond } from './geometry.ts';
import { draw, settled, three, truth } from './lab.ts';
import { openSite } from './reader.ts';

async function openPanel(page: Page): Promise<Trace> {
  await draw(page, three);
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await settled(page);
  const trace = await truth(page, 8);
  await page.getByRole('button', { name: 'Take it with you' }).click();
  await page.locator('.take').waitFor();
  return trace;
}

async function taken(page: Page, part: string, button: RegExp): Promise<[string, Buffer]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('region', { name: part }).getByRole('button', { name: button }).click(),
  ]);
  await page.locator('.take-saved', { hasText: 'Saved' }).waitFor();
  return [download.suggestedFilename(), readFileSync(await pathOf(download))];
}

const pathOf = async (download: Download): Promise<string> => (await download.path()) ?? '';

/** Within float32 of the largest entry of what float64 says. */
function expectClose(name: string, got: ArrayLike<number>, expected: HostTensor): void {
  const { data } = expected;
  expect(got.length, name).toBe(data.length);
  let worst = 0;
  let largest = 1e-12;
  for (let i = 0; i < data.length; i++) {
    worst = Math.max(worst, Math.abs(got[i] - data[i]));
    largest = Math.max(largest, Math.abs(data[i]));
  }
  expect(worst / largest, name).toBeLessThanOrEqual(1e-5);
}

describe('Take it with you', () => {
  it('gives the trace as .npz, JSON and CSV, number by number', { timeout: 120_000 }, async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    const expected = byName(tensorsOf(await openPanel(page)));

    const [npzName, npz] = await taken(page, 'The numbers', /npz/);
    expect(npzName).toBe('backflow-cnn-trace-label8.npz');
    const arrays = await parseNpz(npz);
    expect(Object.keys(arrays)).toEqual(Object.keys(expected));
    for (const [name, { data }] of Object.entries(arrays)) expectClose(name, data, expected[name]);

    const [, json] = await taken(page, 'The numbers', /JSON/);
    const listed: readonly { name: string; data: number[] }[] = JSON.parse(json.toString());
    expect(listed.map(({ name }) => name)).toEqual(Object.keys(expected));
    for (const { name, data } of listed) expectClose(name, data, expected[name]);

    await page
      .locator('label.select', { hasText: /^Take/ })
      .locator('select')
      .selectOption('gradient');
    await page.locator('label.select', { hasText: /^of/ }).locator('select').selectOption('conv2');
    const [csvName, csv] = await taken(page, 'The numbers', /CSV/);
    expect(csvName).toBe('backflow-cnn-gradient.conv2-label8.csv');
    const [head, ...lines] = csv.toString().trimEnd().split('\n');
    expect(head).toBe('sample,row,column,map,value');
    const numbers = lines.map((line) => Number(line.split(',').at(-1)));
    expectClose('gradient.conv2', numbers, expected['gradient.conv2']);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('gives the network as code and its weights bit for bit', { timeout: 120_000 }, async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await openPanel(page);
    const shipped = readFileSync('public/models/cnn.safetensors');
    const weights = parseWeights(networks.cnn, shipped);
    const [, safetensors] = await taken(page, 'The weights', /safetensors/);
    expect(parseSafetensors(safetensors).tensors).toEqual(weights);
    const [, npz] = await taken(page, 'The weights', /npz/);
    expect(await parseNpz(npz)).toEqual(weights);
    for (const framework of ['PyTorch', 'Keras', 'NumPy']) {
      await page.getByRole('radio', { name: framework }).check({ force: true });
      const [name, code] = await taken(
        page,
        'The network as code',
        new RegExp(`${framework} file`),
      );
      expect(name).toBe(`backflow-cnn-${framework.toLowerCase()}.py`);
      const block = /"dense2\.W": \(\(10, 64\), """\n([^"]*)"""\),/.exec(code.toString());
      const bytes = Uint8Array.from(Buffer.from(block?.[1].replaceAll('\n', '') ?? '', 'base64'));
      expect(new Float32Array(bytes.buffer)).toEqual(weights['dense2.W'].data);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('gives the figure as SVG and PNG that the browser shows', { timeout: 120_000 }, async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await openPanel(page);
    await page.getByRole('slider').first().focus();
    for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
      await page.keyboard.press(key);
    const [svgName, svg] = await taken(page, 'The figure', /SVG/);
    expect(svgName).toMatch(/^backflow-cnn-\w+-gradient-label8\.svg$/);
    const [, png] = await taken(page, 'The figure', /PNG/);
    const seen = await page.evaluate(
      async ([text, address]) => {
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        const outside = [...parsed.querySelectorAll('[href]')].filter(
          (element) => !element.getAttribute('href')?.startsWith('data:image/png;base64,'),
        );
        const sizes = [];
        for (const source of [`data:image/svg+xml,${encodeURIComponent(text)}`, address]) {
          const image = new Image();
          image.src = source;
          await image.decode();
          sizes.push([image.naturalWidth, image.naturalHeight]);
        }
        return {
          errors: parsed.querySelectorAll('parsererror').length,
          title: parsed.querySelector('title')?.textContent,
          description: parsed.querySelector('desc')?.textContent,
          texts: [...parsed.querySelectorAll('text')].map((element) => element.textContent),
          images: parsed.querySelectorAll('image').length,
          paths: parsed.querySelectorAll('path').length,
          outside: outside.length,
          sizes,
        };
      },
      [svg.toString(), `data:image/png;base64,${png.toString('base64')}`],
    );
    expect(seen.errors).toBe(0);
    expect(seen.outside).toBe(0);
    expect(seen.title).toContain('loss of label 8');
    expect(seen.description?.length).toBeGreaterThan(20);
    expect(seen.texts.join(' ')).toContain('∂L/∂');
    expect(seen.images).toBeGreaterThanOrEqual(49);
    expect(seen.paths).toBeGreaterThan(50);
    const [[width, height], large] = seen.sizes;
    expect(large).toEqual([2 * width, 2 * height]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has nothing for axe to find, wide and narrow', { timeout: 120_000 }, async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    await page.getByRole('button', { name: 'Take it with you' }).click();
    await page.getByText('Draw a digit first').waitFor();
    await openPanelAgain(page);
    const looks = [
      ['all', 'light', 1440],
      ['contrast', 'dark', 1440],
      ['all', 'light', 390],
    ] as const;
    expect(await axeFaultsIn(page, looks, '.lab-panels')).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await widthBeyond(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

/** The panel is open already: a drawing fills it. */
async function openPanelAgain(page: Page): Promise<void> {
  await draw(page, three);
  await page.locator('.take').waitFor();
}
