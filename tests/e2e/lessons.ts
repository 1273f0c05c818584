import { readdirSync } from 'node:fs';
import type { Page } from 'playwright';

/** The slugs of all lessons. */
export const slugs: readonly string[] = readdirSync('content')
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length));

/** Brings every figure of the page to life, from top to bottom, and goes back to the top. */
export async function wakeAll(page: Page): Promise<void> {
  for (const island of await page.locator('main [data-island]').all()) {
    await island.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (element) => element?.hasAttribute('data-alive'),
      await island.elementHandle(),
    );
  }
  await page.evaluate(() => scrollTo(0, 0));
}

/** What stands in every figure: text, and what fields and controls hold. */
export function figuresOf(page: Page): Promise<readonly string[]> {
  return page.locator('main figure.frame').evaluateAll((figures) =>
    figures.map((figure) => {
      const fields = [...figure.querySelectorAll('input, select')].map((field) =>
        field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)
          ? String(field.checked)
          : field instanceof HTMLInputElement || field instanceof HTMLSelectElement
            ? field.value
            : '',
      );
      // What is only said, and goes again, does not stand there.
      const copy = figure.cloneNode(true);
      if (copy instanceof Element) {
        for (const said of copy.querySelectorAll('.lab-said')) said.remove();
      }
      return `${copy.textContent} ${fields.join(' ')}`;
    }),
  );
}

/** The same once it stands still: networks answer after a while. */
export async function settledFiguresOf(page: Page): Promise<readonly string[]> {
  let before = await figuresOf(page);
  for (let looks = 0; looks < 40; looks++) {
    await page.waitForTimeout(500);
    const now = await figuresOf(page);
    if (now.every((text, i) => text === before[i])) return now;
    before = now;
  }
  throw new Error('the figures never come to rest');
}
