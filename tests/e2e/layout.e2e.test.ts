import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { answerAll, openAll, typedAnswers } from './answers.ts';
import { textFaults } from './geometry.ts';
import { slugs, wakeAll } from './lessons.ts';
import { openSite } from './reader.ts';

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** What overlaps or is cut off in any figure. */
async function allTextFaults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const figure of await page.locator('main figure.frame').all()) {
    const name = `${await figure.getAttribute('class')} ${await figure.getAttribute('data-experiment')}`;
    found.push(...(await textFaults(figure)).map((fault) => `${name}: ${fault}`));
  }
  return found;
}

/** Figures that change their height while they are stepped through. */
async function jumps(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const transport of await page.locator('main .transport:visible').all()) {
    const figure = transport.locator('xpath=ancestor::figure');
    const height = async () => (await figure.boundingBox())?.height;
    if ((await figure.locator('xpath=ancestor::*[@inert]').count()) > 0) continue;
    await transport.getByRole('button', { name: 'To the first step' }).press('Enter');
    const before = await height();
    for (const key of [...Array<string>(8).fill('ArrowRight'), 'End']) {
      await page.keyboard.press(key);
      const after = await height();
      if (after === before) continue;
      found.push(`${await figure.getAttribute('data-experiment')}: ${before} px, then ${after} px`);
      break;
    }
  }
  return found;
}

describe.each(slugs)('%s', (slug) => {
  it('fits 320, 390, 720 (twice as large) and 1440 px, opened and unfolded; steps move nothing', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, {
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    });
    await wakeAll(page);
    const found: Record<string, readonly string[] | number> = {};
    const look = async (state: string) => {
      for (const width of [1440, 720, 390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await widthOf(page);
        if (wide > width) found[`${state}, page at ${width} px`] = wide;
        if (width === 720 || width === 320) continue;
        const texts = await allTextFaults(page);
        if (texts.length > 0) found[`${state}, texts at ${width} px`] = texts;
      }
    };
    await look('as opened');
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 800 });
      const moved = await jumps(page);
      if (moved.length > 0) found[`jumps at ${width} px`] = moved;
    }
    await answerAll(page, 'wrong', typedAnswers(slug));
    await openAll(page);
    await look('unfolded');
    expect(found).toEqual({});
    expect(faults).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('is printed with its figures and its answers', async () => {
    const { page } = await openSite(`lessons/${slug}/`, { reducedMotion: 'reduce' });
    await wakeAll(page);
    await page.emulateMedia({ media: 'print' });
    const missing = await page.evaluate(() => {
      const isInk = (element: Element) =>
        element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) &&
        element.getBoundingClientRect().height > 0;
      const figures = [...document.querySelectorAll('main figure.frame')];
      const answers = [...document.querySelectorAll('main .predict-answer')].flatMap((answer) =>
        [...answer.children].filter((child) => child.localName !== 'summary'),
      );
      const veiled = [...document.querySelectorAll('main .veil > *')].filter(
        (island) => isInk(island) && getComputedStyle(island).filter !== 'none',
      );
      return [...figures, ...answers]
        .filter((element) => !isInk(element))
        .concat(veiled)
        .map((element) => `${element.className}: ${element.textContent?.slice(0, 60)}`);
    });
    expect(missing).toEqual([]);
    await page.context().close();
  });
});

it('what is planted is found: a text over another, out of its figure, cut off, in a narrow field', async () => {
  const { page } = await openSite('lessons/max-pool-routing/', {
    reducedMotion: 'reduce',
    viewport: { width: 390, height: 800 },
  });
  await wakeAll(page);
  const figure = page.locator('main figure.frame').first();
  const narration = figure.locator('.frame-narration');
  const style = (of: Locator, rule: string) =>
    of.evaluate((element, css) => element.setAttribute('style', css), rule);
  const lifted = await narration.evaluate((element) => {
    const above = element.closest('figure')?.querySelector('label')?.getBoundingClientRect().top;
    return (above ?? 0) - element.getBoundingClientRect().top;
  });
  await style(narration, `position: relative; top: ${lifted}px`);
  expect((await textFaults(figure)).join()).toContain('lies over');
  await style(narration, 'white-space: nowrap');
  expect((await textFaults(figure)).join()).toContain('leaves the figure');
  await style(narration, 'white-space: nowrap; overflow: hidden');
  expect((await textFaults(figure)).join()).toContain('is cut off');
  await style(narration, '');
  expect(await textFaults(figure)).toEqual([]);
  await style(figure.locator('.matrix input').first(), 'width: 8px');
  expect((await textFaults(figure)).join()).toMatch(/^field .* is cut off/);
  await page.context().close();
});
