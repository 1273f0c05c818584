import { expect, it } from 'vitest';
import { axeFaults } from './axe-faults.ts';
import type { Example } from './examples/example.ts';
import { enter } from './examples/example.ts';
import { openSite, type Reader } from './reader.ts';

const tables = import.meta.glob<readonly Example[]>('./examples/*.ts', {
  eager: true,
  import: 'examples',
});
const examples = Object.values(tables)
  .flatMap((table) => table ?? [])
  // Looking takes longer than entering: axe sees every fourth state, in the themes by turns.
  .map((row, i) => ({ ...row, isSeen: i % 4 === 0, isDark: i % 8 === 0 }));

it('there are examples', () => {
  expect(examples.length).toBeGreaterThan(0);
});

type ColorScheme = 'light' | 'dark';
const opened = new Map<string, Reader>();

/** The lesson as it was written: opened by its first example, reset by those that follow. */
async function lessonAsWritten(slug: string, colorScheme: ColorScheme): Promise<Reader> {
  const known = opened.get(`${slug} ${colorScheme}`);
  if (!known) {
    const others = [...opened].filter(([name]) => !name.startsWith(`${slug} `));
    for (const [name, { page }] of others) {
      opened.delete(name);
      await page.context().close();
    }
    return openSite(`lessons/${slug}/`, { reducedMotion: 'reduce', colorScheme });
  }
  const { page } = known;
  await page.getByRole('button', { name: /^Reset/ }).press('Enter');
  await page.waitForFunction(
    () => document.querySelector('[data-state="reset"]')?.getAttribute('aria-disabled') === 'true',
  );
  return known;
}

it.each(examples)('$lesson#$anchor: $example', async (row) => {
  const colorScheme = row.isDark ? 'dark' : 'light';
  const reader = await lessonAsWritten(row.lesson, colorScheme);
  // One that fails leaves its page to nobody.
  opened.delete(`${row.lesson} ${colorScheme}`);
  const { page, faults } = reader;
  expect(await page.locator(`[id="${row.anchor}"]`).count()).toBe(1);
  const [widget, experiment] = row.figure;
  const mode = row.mode === undefined ? '' : `[data-mode="${row.mode}"]`;
  const chosen = `figure.${widget}[data-experiment="${experiment}"]${mode}`;
  const figure = page.locator(chosen).first();
  await figure.scrollIntoViewIfNeeded();
  await page
    .locator('[data-island][data-alive]', { has: page.locator(chosen) })
    .first()
    .waitFor();
  // A figure that a question veils is asked for, as a reader may.
  const veil = page.locator('.veil[data-veiled]', { has: page.locator(chosen) });
  if ((await veil.count()) > 0) await enter(page, veil, { press: 'Show me anyway' });
  for (const entry of row.enter) await enter(page, figure, entry);
  for (const [name, expected] of Object.entries(row.expected)) {
    const text = async () =>
      (await figure.locator(`[data-result="${name}"]`).allTextContents())
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
    await (typeof expected === 'string'
      ? expect.poll(text, { message: name }).toBe(expected)
      : expect.poll(text, { message: name }).toMatch(expected));
  }
  if (row.isSeen) expect(await axeFaults(page, 'all', chosen)).toEqual([]);
  expect(faults).toEqual([]);
  opened.set(`${row.lesson} ${colorScheme}`, reader);
});
