import axe from 'axe-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './reader.ts';

const pages = ['', 'lab/', 'lessons/max-pool-routing/', 'widgets/'];

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

  it.each(pages)('"/%s" reads well with JavaScript off', async (path) => {
    const { page } = await openSite(path, { javaScriptEnabled: false });
    expect((await page.locator('h1').first().textContent())?.length).toBeGreaterThan(2);
    expect((await page.locator('main').textContent())?.length).toBeGreaterThan(150);
  });

  it.each(
    pages.flatMap((path) =>
      (['light', 'dark'] as const).flatMap((colorScheme) =>
        [1440, 390].map((width) => ({ path, colorScheme, width })),
      ),
    ),
  )(
    '"/$path" has no fault that axe can find ($width px, $colorScheme)',
    async ({ path, colorScheme, width }) => {
      const { page, faults } = await openSite(path, {
        colorScheme,
        viewport: { width, height: 900 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      await page.waitForTimeout(300);
      await page.addScriptTag({ content: axe.source });
      const found: string[] = await page.evaluate(
        `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
      );
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it.each(pages)('"/%s" is no wider than a phone of 360 px', async (path) => {
    const { page } = await openSite(path, { viewport: { width: 360, height: 740 } });
    await page.waitForTimeout(300);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});

it('a redirect to a folder keeps the whole query', async () => {
  const answer = await fetch(new URL('lab?a=1?b=2', inject('site')), { redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('/lab/?a=1?b=2');
});
