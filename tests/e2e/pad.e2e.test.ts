import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { rasterize } from '../../src/digits/raster.ts';
import { parseDrawing } from '../../src/digits/strokes.ts';
import { draw, type Path, predicted, settled } from './lab.ts';
import { openSite } from './reader.ts';

/**
 * A 2: a bow, a slope, a foot. `pace` is how often a hand's place is told along the way: a fast
 * hand is told of seldom. Its corners are told of either way, as a hand slows down there.
 */
function two(pace: number): Path {
  const bow = steps(6 * pace).map((t): [number, number] => {
    const angle = Math.PI * (1 - 1.35 * t);
    return [0.5 + 0.22 * Math.cos(angle), 0.36 - 0.2 * Math.sin(angle)];
  });
  const between = ([x, y]: readonly [number, number], [u, v]: readonly [number, number]) =>
    steps(2 * pace).map((t): [number, number] => [x + t * (u - x), y + t * (v - y)]);
  const heel = [0.28, 0.82] as const;
  return [...bow, ...between(bow[bow.length - 1], heel), ...between(heel, [0.74, 0.82])];
}

const steps = (count: number): number[] => Array.from({ length: count + 1 }, (_, i) => i / count);

const placed = (path: Path, scale: number, left: number, top: number): Path =>
  path.map(([x, y]) => [left + scale * x, top + scale * y]);

async function rasterOf(page: Page, path: Path): Promise<Float32Array> {
  await page.locator('[data-action="clear"]').click({ force: true });
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);
  await draw(page, path);
  expect(await predicted(page)).toBe('2');
  await page.waitForTimeout(450);
  const json = await page.evaluate(() => localStorage.getItem('backflow.lab.drawing'));
  const raster = rasterize(parseDrawing(JSON.parse(json ?? '')));
  if (!raster) throw new Error('nothing was drawn');
  return raster.pixels;
}

describe('the pad', () => {
  it('gives one raster, whether a digit is small in a corner, large, fast or slow', async () => {
    const { page } = await openSite('lab/?engine=host');
    const usual = await rasterOf(page, two(6));
    const others: Readonly<Record<string, Path>> = {
      'small in a corner': placed(two(6), 0.3, 0.66, 0.02),
      large: placed(two(6), 1.25, -0.14, -0.12),
      fast: two(3),
      slow: two(24),
    };
    for (const [how, path] of Object.entries(others)) {
      const pixels = await rasterOf(page, path);
      const largest = pixels.reduce((most, p, i) => Math.max(most, Math.abs(p - usual[i])), 0);
      expect(largest, how).toBeLessThanOrEqual(1 / 16);
    }
  }, 180_000);
});
