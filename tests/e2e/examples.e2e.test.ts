import { expect, it } from 'vitest';
import type { Example } from './examples/example.ts';
import { enter } from './examples/example.ts';
import { openSite } from './reader.ts';

const tables = import.meta.glob<readonly Example[]>('./examples/*.ts', {
  eager: true,
  import: 'examples',
});
const examples = Object.values(tables).flatMap((table) => table ?? []);

it('there are examples', () => {
  expect(examples.length).toBeGreaterThan(0);
});

it.each(examples)('$lesson#$anchor: $example', async (row) => {
  const { page, faults } = await openSite(`lessons/${row.lesson}/#${row.anchor}`, {
    reducedMotion: 'reduce',
  });
  expect(await page.locator(`[id="${row.anchor}"]`).count()).toBe(1);
  const [widget, experiment] = row.figure;
  const figure = page.locator(`figure.${widget}[data-experiment="${experiment}"]`).first();
  await figure.scrollIntoViewIfNeeded();
  await page
    .locator('[data-island][data-alive]', { has: page.locator(`figure.${widget}`) })
    .filter({ has: page.locator(`[data-experiment="${experiment}"]`) })
    .first()
    .waitFor();
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
  expect(faults).toEqual([]);
  await page.context().close();
});
