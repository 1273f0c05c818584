import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { slugs, wakeAll } from './lessons.ts';
import { openSite } from './reader.ts';

/** Whether any of its sheets holds a number: what the reader makes is empty at first. */
async function hasNumber(fold: Locator): Promise<boolean> {
  await fold.locator('table').first().waitFor();
  const number = fold.locator('td').filter({ hasText: /\d/ });
  const sheets = fold.locator('select');
  const count = (await sheets.count()) > 0 ? await sheets.locator('option').count() : 1;
  for (let sheet = 0; sheet < count; sheet++) {
    if (count > 1) await sheets.selectOption({ index: sheet });
    if ((await number.count()) > 0) return true;
  }
  return false;
}

describe.each(slugs)('the figures of %s', (slug) => {
  it('can all be read as a table of numbers, and say each step in words', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, { reducedMotion: 'reduce' });
    await wakeAll(page);
    const veils = page.locator('main .veil[data-veiled] .veil-cloth button');
    while ((await veils.count()) > 0) await veils.first().press('Enter');
    const missing: string[] = [];
    for (const figure of await page.locator('main figure.frame').all()) {
      const name = `${await figure.getAttribute('class')} "${await figure.getAttribute('data-experiment')}"`;
      const fold = figure.locator('details.table-view');
      if ((await fold.count()) === 0) missing.push(`${name} has no table`);
      else {
        await fold.first().locator('summary').press('Enter');
        const isThere = await hasNumber(fold.first());
        if (!isThere) missing.push(`${name}: no number in its table`);
      }
      const transport = figure.locator('.transport');
      if ((await transport.count()) === 0) continue;
      const said = async () => (await figure.locator('[aria-live]').allTextContents()).join(' ');
      await transport.getByRole('button', { name: 'To the first step' }).press('Enter');
      const first = await said();
      await page.keyboard.press('ArrowRight');
      // What is said of a moving picture is said once it rests.
      for (let looks = 0; looks < 30 && (await said()) === first; looks++) {
        await page.waitForTimeout(100);
      }
      if ((await said()) === first) missing.push(`${name}: a step is not told (${first})`);
    }
    expect(missing).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
