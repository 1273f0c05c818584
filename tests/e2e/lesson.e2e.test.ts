import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { openSite } from './reader.ts';

const lesson = 'lessons/max-pool-routing/';

async function openLesson() {
  const { page, faults } = await openSite(lesson, { reducedMotion: 'reduce' });
  const figure = page.locator('.max-pool').first();
  await page.locator('[data-island="max-pool"][data-alive]').first().waitFor();
  const narration = async () =>
    (await figure.locator('.frame-narration').textContent())?.replaceAll('\u00a0', ' ');
  return { page, faults, figure, narration };
}

/** A figure further down, once it has been scrolled to and answers. */
async function awake(page: Page, selector: string) {
  const figure = page.locator(selector);
  await figure.scrollIntoViewIfNeeded();
  await page.locator('[data-island][data-alive]', { has: figure }).waitFor();
  return figure;
}

it('steps through both passes by keyboard, narrates, and lights the listing', async () => {
  const { page, faults, figure, narration } = await openLesson();
  expect(await narration()).toMatch(/^Window 4 of 4, .* the largest number is 6/);
  await figure.getByRole('button', { name: 'Step forward' }).press('ArrowRight');
  await expect.poll(narration).toMatch(/^Window 1 sends its \+0\.4 back to row 2, column 2/);
  expect(await page.locator('.listing .lit').allTextContents()).toEqual([
    '        dx[winner] += upstream[i, j]\n',
  ]);
  await page.keyboard.press('Home');
  await expect.poll(narration).toMatch(/^Window 1 of 4/);
  expect(faults).toEqual([]);
});

it('a number scrubbed in the text moves the figure, the formula and the answer', async () => {
  const { page, figure } = await openLesson();
  const value = page.locator('.value').first();
  await value.focus();
  await page.keyboard.press('ArrowUp');
  expect(await value.textContent()).toBe('+0.5');
  expect(await figure.locator('[data-grid="upstream"] input').first().inputValue()).toBe('+0.5');
  expect(await page.locator('[data-live="routing:dx.1.1"]').textContent()).toBe('+0.5');
});

it('grades a prediction by running it, and puts its numbers into the figure', async () => {
  const { page, figure } = await openLesson();
  const question = page.locator('.predict', { hasText: 'ties with its neighbour' });
  await question.getByRole('button', { name: 'half each' }).click();
  expect(await question.locator('.predict-verdict').textContent()).toBe(
    'Not this time: the run gives +0.4 and 0.',
  );
  await question.getByRole('button', { name: 'the left 5' }).click();
  expect(await question.locator('.predict-verdict').textContent()).toMatch(/^Yes/);
  await question.getByRole('button', { name: /into the figure/ }).click();
  const cells = figure.locator('[data-grid="input"] input');
  // A figure out of sight follows when the page is idle.
  await expect.poll(() => cells.nth(5).inputValue()).toBe('5');
  expect(await cells.nth(5).getAttribute('aria-label')).toContain('ties in window 1');
});

it('finds each of the three mistakes by nudging, and the truth right', async () => {
  const { page } = await openLesson();
  const figure = await awake(page, '.max-pool[data-mode="bugs"]');
  const verdict = figure.locator('.max-pool-verdict');
  const told: Record<string, RegExp> = {
    'argmax of zeros': /disagree/,
    'shaped like the output': /Nothing to compare/,
    '= instead of +=': /disagree/,
    'to the winner': /All 16 agree/,
  };
  for (const [name, words] of Object.entries(told)) {
    await figure.getByRole('radio', { name, exact: true }).check();
    expect(await verdict.textContent()).toMatch(words);
  }
});

it('a folded cell opens, runs, and is open again where its link is followed', async () => {
  const { page, faults } = await openLesson();
  const selector = '.code-cell:has-text("Everything lands in a corner")';
  const cell = await awake(page, selector);
  expect(await cell.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0);
  await cell.getByRole('button', { name: 'Open the code' }).press('Enter');
  await cell.getByRole('button', { name: 'Run', exact: true }).click();
  await expect
    .poll(() => cell.locator('.code-cell-narration').textContent(), { timeout: 15_000 })
    .toMatch(/^First difference: row 1, column 1\./);
  await expect.poll(() => page.evaluate('location.hash')).toMatch(/^#v1\./);
  await page.reload();
  await page.locator('[data-island="max-pool"][data-alive]').first().waitFor();
  const again = await awake(page, selector);
  expect(await again.getByRole('button', { name: 'Close the code' }).count()).toBe(1);
  expect(faults).toEqual([]);
});

it('keeps its place when the windows change: nothing jumps', async () => {
  const { figure } = await openLesson();
  const height = async () => (await figure.boundingBox())?.height;
  const before = await height();
  for (const name of ['3 × 3', '1', '2 × 2']) {
    await figure.getByRole('radio', { name, exact: true }).check();
    expect(await height()).toBe(before);
  }
});

it('says what is true of any number that is typed, and never shows half of one', async () => {
  const { page, faults } = await openLesson();
  const figure = await awake(page, '.max-pool[data-mode="bugs"]');
  await figure.getByRole('radio', { name: 'to the winner', exact: true }).check();
  const cell = figure.locator('[data-grid="input"] input').nth(5);
  for (const typed of ['1e308', '-0', '', 'abc', 'NaN', '6']) {
    await cell.fill(typed);
    expect(await figure.locator('.max-pool-verdict').textContent()).toBe('All 16 agree.');
  }
  expect(await cell.evaluate((input) => getComputedStyle(input).textOverflow)).toBe('ellipsis');
  expect(faults).toEqual([]);
});

it('decides by the lesson’s numbers where those of the reader make two answers right', async () => {
  const { page, figure } = await openLesson();
  // With nothing from the first window, the last claimant's share is the whole sum.
  await figure.locator('[data-grid="upstream"] input').first().fill('0');
  const question = page.locator('.predict', { hasText: 'turned into a 3' });
  const verdict = question.locator('.predict-verdict');
  await question.getByRole('button', { name: /the last window to claim it/ }).click();
  expect(await verdict.textContent()).toMatch(
    /^Not this time: the run says “both gradients, added”\. Your numbers/,
  );
  await question.getByRole('button', { name: /both gradients/ }).click();
  expect(await verdict.textContent()).toMatch(
    /^Yes: the run says “both gradients, added”\. Your numbers/,
  );
});

it('a button that is pressed before its code has come answers when it comes', async () => {
  const { page, faults } = await openSite('lessons/start/', { serviceWorkers: 'block' });
  await page.locator('[data-island="pixel-slope"][data-alive]').first().waitFor();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await held;
    await route.continue();
  });
  const island = page.locator('[data-island="chain-boxes"]');
  const count = island.locator('.transport-count');
  expect(await count.textContent()).toBe('3 of 5');
  await island.getByRole('button', { name: 'Step forward' }).click();
  expect(await island.getAttribute('data-alive')).toBeNull();
  release();
  await expect.poll(() => count.textContent()).toBe('4 of 5');
  expect(faults).toEqual([]);
});
