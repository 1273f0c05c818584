import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/digits/random.ts';
import { figuresOf, settledFiguresOf, slugs, wakeAll } from './lessons.ts';
import { differingPixels } from './pixels.ts';
import { openSite } from './reader.ts';

const still = { reducedMotion: 'reduce' } as const;

/** Changes one thing of every kind in each figure, by keyboard. */
async function changeEverything(page: Page): Promise<void> {
  for (const figure of await page.locator('main figure.frame').all()) {
    const radio = figure.getByRole('radio', { checked: true }).first();
    if ((await radio.count()) > 0) await radio.press('ArrowRight');
    const range = figure.locator('input[type="range"]').first();
    if ((await range.count()) > 0) await range.press('ArrowRight');
    const toggle = figure.getByRole('checkbox').first();
    if ((await toggle.count()) > 0) await toggle.press('Space');
    const back = figure.getByRole('button', { name: 'Step back' });
    const forward = figure.getByRole('button', { name: 'Step forward' });
    if ((await back.count()) > 0) {
      const atStart = (await back.first().getAttribute('aria-disabled')) === 'true';
      await (atStart ? forward : back).first().press('Enter');
    }
  }
  const value = page.locator('.value').first();
  if ((await value.count()) > 0) await value.press('ArrowUp');
}

const fragmentOf = (page: Page) => page.evaluate(() => location.hash);
const saidOf = (page: Page) => page.locator('[data-lesson-state] [role="status"]').textContent();

describe.each(slugs)('a link to %s', (slug) => {
  const path = `lessons/${slug}/`;

  it('shows the same in a fresh profile, and reset takes it back', async () => {
    const { page, faults } = await openSite(path, still);
    await wakeAll(page);
    const written = await settledFiguresOf(page);
    await changeEverything(page);
    await expect.poll(() => fragmentOf(page)).toMatch(/^#v1\./);
    const changed = await settledFiguresOf(page);
    expect(changed).not.toEqual(written);
    const fragment = await fragmentOf(page);

    const other = await openSite(`${path}${fragment}`, still);
    await wakeAll(other.page);
    await expect.poll(() => figuresOf(other.page)).toEqual(changed);
    expect(await saidOf(other.page)).toBe('');
    const difference = async () => {
      const [first, second] = await Promise.all(
        [page, other.page].map(async (each) => {
          await each.evaluate(
            () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
          );
          await each.mouse.move(0, 0);
          // Letters stand on the same pixels only where the page has scrolled alike.
          await each.evaluate(() => scrollTo(0, 0));
          return each.locator('main figure.frame').first().screenshot({ animations: 'disabled' });
        }),
      );
      return differingPixels(page, first, second);
    };
    // A picture is painted a frame or two after its text. The rounded corner of a field that had the
    // focus is smoothed anew: a few pixels of edge.
    await expect.poll(difference, { timeout: 10_000 }).toBeLessThanOrEqual(16);

    await other.page.getByRole('button', { name: /^Reset/ }).press('Enter');
    await expect.poll(() => figuresOf(other.page)).toEqual(written);
    await expect.poll(() => fragmentOf(other.page)).toBe('');
    expect([...faults, ...other.faults]).toEqual([]);
    await page.context().close();
    await other.page.context().close();
  }, 240_000);

  it('that is damaged shows the page as written, and says so', async () => {
    const { page, faults } = await openSite(`${path}#v1.eyJzIjp7InJvdX`, still);
    await wakeAll(page);
    const damaged = await settledFiguresOf(page);
    expect(await saidOf(page)).toMatch(/^This link could not be read: it was cut off/);
    const plain = await openSite(path, still);
    await wakeAll(plain.page);
    expect(damaged).toEqual(await settledFiguresOf(plain.page));
    expect([...faults, ...plain.faults]).toEqual([]);
    await page.context().close();
    await plain.page.context().close();
  }, 240_000);

  it('of random kinds, a thousand over all lessons, crashes nothing and runs nothing', async () => {
    const { page, faults } = await openSite(path, still);
    await wakeAll(page);
    const names = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-island]')].flatMap((island) => {
        const { experiment } = JSON.parse(island.dataset.attributes ?? '{}');
        return experiment ? [String(experiment)] : [];
      }),
    );
    const quantities = await page.evaluate(() =>
      Object.keys(
        JSON.parse(
          document.querySelector<HTMLElement>('[data-quantities]')?.dataset.quantities ?? '{}',
        ),
      ),
    );
    const random = new Random(20);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random.between(0, 1) * from.length)];
    const hostile = [
      '<img src=x onerror="window.ran=1">',
      'javascript:window.ran=1',
      '',
      'NaN',
      -1,
      1e300,
      0.5,
      true,
    ];
    const controls = [
      'step',
      'format',
      'stride',
      'rule',
      'kind',
      'padding',
      'size',
      'label',
      'classes',
      'input',
    ];
    const fragments = Array.from({ length: Math.ceil(1000 / slugs.length) }, () => {
      const json = JSON.stringify({
        s: Object.fromEntries(
          Array.from({ length: 3 }, () => [
            `${pick([...names, 'nobody'])}/${pick(controls)}`,
            pick(hostile),
          ]),
        ),
        q: Object.fromEntries(
          Array.from({ length: 2 }, () => {
            const values = Array.from({ length: Math.floor(random.between(0, 1) * 20) + 1 }, () =>
              pick([0, 1, -1, 1e308, -1e308, 5e-324, random.between(0, 1) * 100]),
            );
            const own = `${pick([...names, 'nobody'])}/${pick(controls)}`;
            return [pick([...quantities, own]), [[values.length], values]];
          }),
        ),
        d: pick(['', 'AAAA', '1!', 'zzzzzzzz']),
      });
      const code = Buffer.from(json).toString('base64url');
      const at = Math.floor(random.between(0, 1) * code.length);
      const kind = random.between(0, 1);
      if (kind < 0.15) return `#v1.${code.slice(0, at)}`;
      if (kind < 0.3)
        return `#v1.${code.slice(0, at)}${pick(['A', '-', '%', '_'])}${code.slice(at + 1)}`;
      return `#v1.${code}`;
    });
    await page.evaluate(async (all) => {
      for (const fragment of all) {
        location.hash = fragment;
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, fragments);
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(faults).toEqual([]);
    // Whatever the last one did, the page still answers.
    await page.getByRole('button', { name: /^Reset/ }).press('Enter');
    const plain = await openSite(path, still);
    await wakeAll(plain.page);
    const written = await settledFiguresOf(plain.page);
    await expect.poll(() => figuresOf(page)).toEqual(written);
    await page.context().close();
    await plain.page.context().close();
  }, 240_000);
});
