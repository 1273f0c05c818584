import { describe, expect, inject, it } from 'vitest';
import { axeFaultsIn } from './axe-faults.ts';
import { slugs, wakeAll } from './lessons.ts';
import { openSite } from './reader.ts';

/** What is no lesson. Lessons are looked at in all their states: see the tests of their own. */
const pages = ['', 'lab/', 'widgets/'];
const lessons = slugs.map((slug) => `lessons/${slug}/`);

describe('the built site', () => {
  it('answers with text, mathematics and a still figure in the HTML itself', async () => {
    const html = await (await fetch(new URL('lessons/max-pool-routing/', inject('site')))).text();
    expect(html).toContain('Who gets the gradient?');
    expect(html).toContain('class="katex"');
    expect(html).toContain('<math');
    expect(html.match(/<figure/g)?.length ?? 0).toBeGreaterThan(0);
    // The worked example's numbers stand in the still figure.
    expect(html).toMatch(/>\s*9\s*</);
  });

  it('answers 404 to an address that it does not have, with a page', async () => {
    const answer = await fetch(new URL('lessons/nowhere/', inject('site')));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<h1');
  });

  it('runs under its own content policy', async () => {
    const answer = await fetch(inject('site'));
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("script-src 'unsafe-inline'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  });

  it.each([...pages, ...lessons])('"/%s" reads well with JavaScript off', async (path) => {
    const { page } = await openSite(path, { javaScriptEnabled: false });
    expect((await page.locator('h1').first().textContent())?.length).toBeGreaterThan(2);
    expect((await page.locator('main').textContent())?.length).toBeGreaterThan(150);
  });

  it.each(pages)(
    '"/%s" has no fault that axe can find, its figures awake, in both themes, at a desk and on a phone',
    async (path) => {
      const { page, faults } = await openSite(path, { reducedMotion: 'reduce' });
      await wakeAll(page);
      const found = await axeFaultsIn(page, [
        ['all', 'light', 1440],
        ['contrast', 'dark', 1440],
        ['all', 'dark', 390],
        ['contrast', 'light', 390],
      ]);
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  it.each(pages)('"/%s" is no wider than a phone of 320 px', async (path) => {
    const { page } = await openSite(path, { viewport: { width: 320, height: 640 } });
    await wakeAll(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
  });
});

it('a redirect to a folder keeps the whole query', async () => {
  const answer = await fetch(new URL('lab?a=1?b=2', inject('site')), { redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('/lab/?a=1?b=2');
});
