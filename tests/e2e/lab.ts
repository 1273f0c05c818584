import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { HostEngine } from '../../src/core/host/engine.ts';
import { type NetworkName, networks } from '../../src/core/networks/networks.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { rasterize } from '../../src/digits/raster.ts';
import { parseDrawing } from '../../src/digits/strokes.ts';
import type { Trace } from '../../src/trace/trace.ts';

export type Path = readonly (readonly [number, number])[];

/** A 3 in one stroke, as a hand writes it; in shares of the pad's side. */
export const three: Path = [
  [0.32, 0.24],
  [0.38, 0.17],
  [0.48, 0.14],
  [0.58, 0.16],
  [0.65, 0.22],
  [0.66, 0.3],
  [0.61, 0.38],
  [0.53, 0.44],
  [0.45, 0.47],
  [0.52, 0.48],
  [0.61, 0.53],
  [0.67, 0.61],
  [0.68, 0.7],
  [0.63, 0.79],
  [0.54, 0.84],
  [0.43, 0.85],
  [0.34, 0.8],
  [0.29, 0.74],
];

/** Draws with the mouse on the pad and waits until the prediction belongs to the drawing. */
export async function draw(page: Page, ...paths: readonly Path[]): Promise<void> {
  const pad = page.locator('[data-pad]');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad on the page');
  for (const path of paths) {
    const [first, ...rest] = path.map(([x, y]) => ({
      x: box.x + x * box.width,
      y: box.y + y * box.height,
    }));
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const { x, y } of rest) await page.mouse.move(x, y);
    await page.mouse.up();
  }
  await settled(page);
}

/** Waits until the prediction belongs to the drawing on the pad. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const pad = document.querySelector<HTMLElement>('[data-pad]');
    const prediction = document.querySelector<HTMLElement>('[data-prediction]');
    return (
      pad?.dataset.drawing === undefined && pad?.dataset.revision === prediction?.dataset.revision
    );
  });
}

export async function predicted(page: Page): Promise<string | undefined> {
  return (await page.locator('[data-prediction]').getAttribute('data-digit')) ?? undefined;
}

/** The trace that the host engine makes in float64 of the drawing on the page and a label. */
export async function truth(
  page: Page,
  label: number,
  network: NetworkName = 'cnn',
): Promise<Trace> {
  const saved = await page.waitForFunction(() => localStorage.getItem('backflow.lab.drawing'));
  // The drawing is saved a moment after the last stroke.
  await page.waitForTimeout(500);
  const json = await page.evaluate(() => localStorage.getItem('backflow.lab.drawing'));
  await saved.dispose();
  const raster = rasterize(parseDrawing(JSON.parse(json ?? '')));
  if (!raster) throw new Error('the saved drawing has no ink');
  const params = parseWeights(
    networks[network],
    readFileSync(`public/models/${network}.safetensors`),
  );
  return new HostEngine('float64').recordNow({
    graph: networks[network],
    params,
    inputs: {
      x: { shape: [1, 28, 28, 1], dtype: 'float32', data: raster.pixels },
      label: { shape: [1], dtype: 'int32', data: [label] },
    },
  });
}

/** A number as the page shows it, and the cell that it says it is. */
export interface ShownNumber {
  readonly cell: string;
  readonly text: string;
}

export async function shownNumbers(page: Page): Promise<readonly ShownNumber[]> {
  return page.locator('[data-cell]').evaluateAll((elements) =>
    elements.map((element) => ({
      cell: element.getAttribute('data-cell') ?? '',
      text: element.textContent ?? '',
    })),
  );
}

/** What a printed number stands for, and the unit of its last digit. */
export function parseShown(text: string): { value: number; unit: number } {
  // What follows a comma is said to those who hear the page: `2.9, the largest`.
  const plain = text.split(',')[0].trim().replace('−', '-').replace('+', '');
  const scientific = /^(-?[\d.]+) × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(plain);
  const digits = scientific ? scientific[1] : plain;
  const power = scientific
    ? Number([...scientific[2]].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join(''))
    : 0;
  const decimals = digits.split('.')[1]?.length ?? 0;
  return { value: Number(digits) * 10 ** power, unit: 10 ** (power - decimals) };
}

/** Takes the context away through the engine's own panel. */
export async function loseContext(page: Page): Promise<void> {
  await page.locator('[data-engine]').first().click();
  await page.getByRole('button', { name: /lost context/i }).click();
  await page.keyboard.press('Escape');
}
