import axe from 'axe-core';
import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { enter } from './examples/example.ts';
import { openSite } from './reader.ts';

const gradients = ['dX', 'dW', 'db'];
const ways = ['entries that send', 'cells that collect', 'matrices'];

async function openFigure(
  experiment: string,
  options: Parameters<typeof openSite>[1] = {},
): Promise<{ page: Page; figure: Locator; faults: readonly string[] }> {
  const { page, faults } = await openSite('lessons/convolution-backward/', {
    reducedMotion: 'reduce',
    ...options,
  });
  const figure = page.locator(`figure.convolution-backward[data-experiment="${experiment}"]`);
  await figure.scrollIntoViewIfNeeded();
  await page.locator('[data-island][data-alive]', { has: figure }).waitFor();
  return { page, figure, faults };
}

const result = async (figure: Locator, name: string) =>
  (await figure.locator(`[data-result="${name}"]`).allTextContents()).join(' ');

it.each([
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 360 },
] as const)(
  'every view of every gradient has no fault that axe can find and fits the page ($width px, $colorScheme)',
  async ({ colorScheme, width }) => {
    const { page, figure, faults } = await openFigure('back', {
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    });
    await page.addScriptTag({ content: axe.source });
    const lookAtIt = async (state: string) => {
      const found = await page.evaluate(
        `axe.run('figure.convolution-backward').then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => id + ': ' + node.target.join(' '))))`,
      );
      expect(found, state).toEqual([]);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide, state).toBeLessThanOrEqual(width);
    };
    await enter(page, figure, { turn: 'on', switch: 'check by nudging' });
    for (const gradient of gradients) {
      await enter(page, figure, { choose: gradient, of: 'gradient' });
      for (const way of ways) {
        await enter(page, figure, { choose: way, of: 'seen as' });
        await enter(page, figure, { press: 'To the last step' });
        await lookAtIt(`${gradient}, ${way}`);
      }
    }
    // The figure further down has the sizes in hand, once its question lets it be seen.
    const holes = page.locator('figure.convolution-backward[data-experiment="holes"]');
    await holes.scrollIntoViewIfNeeded();
    await page.locator('[data-island][data-alive]', { has: holes }).waitFor();
    const veil = page.locator('.veil[data-veiled]', { has: holes });
    if ((await veil.count()) > 0) await enter(page, veil, { press: 'Show me anyway' });
    await enter(page, holes, { choose: 'full', of: 'padding' });
    for (const gradient of gradients) {
      await enter(page, holes, { choose: gradient, of: 'gradient' });
      await lookAtIt(`${gradient} under full padding`);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  },
  300_000,
);

it('a mistake chosen in the listing’s tab is the figure’s, and the reverse', async () => {
  const { page, figure } = await openFigure('bugs');
  await page.getByRole('tab', { name: 'stride forgotten', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => result(figure, 'verdict')).toBe('24 of 25 disagree');
  await enter(page, figure, { choose: '= instead of +=', of: 'backward pass' });
  await expect
    .poll(() =>
      page.getByRole('tab', { name: '= instead of +=', exact: true }).getAttribute('aria-selected'),
    )
    .toBe('true');
  await page.context().close();
});

it('the address carries gradient, way and step to a fresh page', async () => {
  const { page, figure } = await openFigure('patches');
  await enter(page, figure, { choose: 'dX', of: 'gradient' });
  await enter(page, figure, { choose: 'cells that collect', of: 'seen as' });
  for (let i = 0; i < 5; i++) await enter(page, figure, { press: 'Step forward' });
  const total = await result(figure, 'total');
  await expect.poll(() => page.url()).toContain('#v1.');
  const { hash } = new URL(page.url());
  await page.context().close();
  const fresh = await openSite(`lessons/convolution-backward/${hash}`, { reducedMotion: 'reduce' });
  const other = fresh.page.locator('figure[data-experiment="patches"]');
  await other.scrollIntoViewIfNeeded();
  await expect.poll(() => result(other, 'total')).toBe(total);
  expect(total).toBe('+7.5');
  expect(await other.getByText('of 16').count()).toBe(1);
  await fresh.page.context().close();
});
