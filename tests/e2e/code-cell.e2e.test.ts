import axe from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { exercises } from '../../src/widgets/code-cell/exercises.ts';
import { around, openCell, patient } from './code-cell.ts';
import { openSite } from './reader.ts';

const corner = exercises['argmax-of-zeros'];
const suspect = exercises['suspect-is-right'];

async function faultsOfAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run('.code-cell').then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
  );
}

describe('a code cell', () => {
  it('is a listing in the page itself, and runs nothing by itself, not for a link either', async () => {
    const still = await openSite('widgets/', { javaScriptEnabled: false });
    const text = await still.page.locator('.cell-listing').first().textContent();
    expect(text?.trimEnd()).toBe(corner.start);
    for (const link of ['widgets/', 'widgets/#v1.eyJzZXR0aW5ncyI6e319', 'widgets/#run']) {
      const { page } = await openSite(link);
      await page.locator('figure.code-cell').first().scrollIntoViewIfNeeded();
      await page.locator('textarea:not([readonly])').first().waitFor();
      await page.waitForTimeout(300);
      expect(await page.locator('iframe').count()).toBe(0);
      expect(await page.locator('.code-cell-narration').first().textContent()).toMatch(/^Nothing/);
    }
  });

  it.each(Object.values(exercises).filter(({ innocent }) => !innocent))(
    '“$title” is wrong as it stands and right when mended',
    async ({ title, answer }) => {
      const { figure, press, narration, counts, write, faults } = await openCell(title);
      await press('Run');
      await expect.poll(() => counts.getAttribute('data-verdict'), patient).toBe('wrong');
      expect(await figure.locator('[data-picture="measured"] td').count()).toBe(16);
      await press('This code is right');
      await expect.poll(() => narration.textContent(), patient).toMatch(/^Not right yet|stops/);
      await write(answer);
      await press('Run');
      await expect.poll(() => narration.textContent(), patient).toMatch(/^Mended\./);
      expect(await counts.locator('span').allTextContents()).toEqual([
        '16 of 16 agree',
        '24 of 24 random cases agree',
        '',
      ]);
      expect(await counts.getAttribute('data-verdict')).toBe('right');
      expect(faults).toEqual([]);
    },
  );

  it('“The suspect” is acquitted by the reader’s word, after the numbers agree', async () => {
    const { press, narration, counts, figure } = await openCell(suspect.title);
    await press('Run');
    await expect.poll(() => narration.textContent(), patient).toMatch(/^Every number agrees/);
    expect(await counts.textContent()).toContain('12 of 12 agree; 4 at a tie: no slope here');
    expect(await figure.locator('[data-picture="returned"] [data-hatch]').count()).toBe(4);
    await press('This code is right');
    await expect
      .poll(() => narration.textContent(), patient)
      .toMatch(/^So it is: the code is right\./);
  });

  it('is mended by the keyboard alone, and left by it', async () => {
    const { page, figure, narration, counts } = await openCell(corner.title);
    await figure.evaluate((node: HTMLElement) => {
      node.tabIndex = -1;
      node.focus();
    });
    await page.keyboard.press('Tab');
    await figure.locator('.cm-content').waitFor();
    await page.keyboard.press('Control+Home');
    for (let line = 1; line < 5; line++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('const region = windowOf(x, i * stride, j * stride, size);');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => narration.textContent(), patient).toMatch(/^Mended\./);
    expect(await counts.textContent()).toContain('16 of 16 agree');
    await page.keyboard.press('Tab');
    expect(await figure.locator('.cm-content').evaluate((node) => node.matches(':focus'))).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    const focused = figure.locator('button:focus');
    await expect.poll(() => focused.textContent(), patient).toBe('Run');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused.textContent(), patient).toBe('Reset');
    await page.keyboard.press('Enter');
    expect(await figure.locator('.cm-content').textContent()).toContain('zeros(size, size)');
    await expect.poll(() => focused.textContent(), patient).toBe('Undo reset');
    await page.keyboard.press('Enter');
    expect(await figure.locator('.cm-content').textContent()).toContain('windowOf');
  });

  it('grows no taller when the editor takes the listing’s place', async () => {
    const { figure } = await openCell(suspect.title);
    const height = () => figure.evaluate((node) => node.getBoundingClientRect().height);
    const before = await height();
    await figure.locator('textarea').focus();
    await figure.locator('.cm-content').waitFor();
    expect(Math.abs((await height()) - before)).toBeLessThan(1);
  });

  it('works in a plain text field when the editor cannot be loaded', async () => {
    const { page, figure, press, narration } = await openCell(corner.title);
    await page.route(/editor-.*\.js/, (route) => route.abort());
    await figure.locator('textarea').fill(corner.answer);
    await page.waitForTimeout(300);
    expect(await figure.locator('.cm-content').count()).toBe(0);
    await press('Run');
    await expect.poll(() => narration.textContent(), patient).toMatch(/^Mended\./);
  });

  it('shows the answer after a run, and not before', async () => {
    const { figure, press } = await openCell(corner.title);
    await press('Show the answer');
    expect(await figure.locator('.cell-answer').count()).toBe(0);
    await press('Run');
    await expect.poll(() => figure.locator('.code-cell-when').count(), patient).toBe(0);
    await press('Show the answer');
    const marked = figure.locator('.cell-answer [data-marked]');
    expect((await marked.allTextContents()).map((line) => line.trim())).toEqual([
      'const region = windowOf(x, i * stride, j * stride, size);',
    ]);
  });

  it('prints with the line that printed', async () => {
    const { figure, write, press } = await openCell(corner.title);
    await write(`console.log('first');\n${around('  console.log(x[0]);\n  return x;')}`);
    await press('Run');
    const lines = figure.locator('.code-cell-console li');
    await expect
      .poll(() => lines.allTextContents(), patient)
      .toEqual(['line 1first', 'line 3[1, 3, 2, 4]']);
  });

  it.each([
    ['a brace too many', `${around('  return x;')}\n}`, 4],
    ['a brace too few', 'function maxPoolBackward(x) {\n  return x;', 2],
    ['half an expression', around('  const a = 1 +;\n  return x;'), 2],
    ['what throws at once', 'const a = 1;\nnull.x;\n', 2],
    ['what throws when called', around('  const a = 1;\n  return a.b.c;'), 3],
  ])('names and lights the line of %s', async (_, code, line) => {
    const { figure, narration, write, press, faults } = await openCell(corner.title);
    await write(code);
    await press('Run');
    await expect
      .poll(() => narration.textContent(), patient)
      .toMatch(new RegExp(`^Line ${line}: \\w+Error: `));
    const marked = figure.locator('.cm-line.marked');
    expect(await marked.count()).toBe(1);
    expect(await marked.textContent()).toBe(code.split('\n')[line - 1]);
    expect(faults).toEqual([]);
  });

  it.each([
    { width: 1440, colorScheme: 'light' as const },
    { width: 360, colorScheme: 'dark' as const },
  ])(
    'has no fault that axe can find in any state ($width px)',
    async ({ width, colorScheme }) => {
      const viewport = { width, height: 800 };
      const { page, figure, narration, write, press } = await openCell(corner.title, {
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
      });
      await press('Run');
      await expect.poll(() => narration.textContent(), patient).toMatch(/^First difference/);
      expect(await faultsOfAxe(page)).toEqual([]);
      await press('Show the answer');
      await write(`console.log('x'.repeat(300));\nnull.x;`);
      await press('Run');
      await expect.poll(() => narration.textContent(), patient).toMatch(/^Line 2/);
      expect(await faultsOfAxe(page)).toEqual([]);
      const long = 'x'.repeat(200);
      await write(`${corner.answer}\n// ${long}`);
      await press('Run');
      await expect.poll(() => narration.textContent(), patient).toMatch(/^Mended/);
      expect(await faultsOfAxe(page)).toEqual([]);
      expect(await figure.locator('.cm-content').count()).toBe(1);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    },
    180_000,
  );
});
