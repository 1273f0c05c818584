import type { Locator, Page } from 'playwright';
import { questionBlocks } from '../../src/notebook/fill-lesson.ts';
import { trueNumber } from '../../src/notebook/grading.ts';
import { valueText } from '../../src/notebook/value-text.ts';
import { lessons, pageOf } from '../support/lesson-page.ts';

/** What to type for each question of a lesson, in order; undefined where only the page can tell. */
export function typedAnswers(slug: string): readonly (string | undefined)[] {
  const lesson = lessons.find((each) => each.slug === slug);
  if (!lesson) throw new Error(`there is no lesson "${slug}"`);
  const page = pageOf(lesson);
  const now = { quantities: page.quantities.getState(), settings: page.settings.getState() };
  return questionBlocks(lesson.html).map(({ question }) => {
    if (question.kind !== 'number') return undefined;
    // What the network must compute first is not known here.
    const truth = trueNumber(question, page, now);
    return truth === undefined ? undefined : valueText(truth, false, 6);
  });
}

/**
 * Answers every question of the page as it was written, by keyboard, wrongly or rightly. Returns
 * those that judged otherwise.
 */
export async function answerAll(
  page: Page,
  wanted: 'right' | 'wrong',
  typed: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const odd: string[] = [];
  for (const [i, block] of (await page.locator('.predict[data-question]').all()).entries()) {
    const kind = await block.getAttribute('data-kind');
    if (kind === 'number') {
      if (wanted === 'right' && typed[i] === undefined) continue;
      await typeNumber(page, block, wanted === 'right' ? (typed[i] ?? '') : '123456789');
    } else if (kind === 'point') await setPoint(page, block, wanted);
    else await pressOption(page, block, wanted);
    // A figure that is still being loaded, or a network that computes, answers after a moment.
    const waits = block.locator('.predict-verdict', { hasText: 'One moment' });
    await waits.waitFor({ state: 'detached' });
    const verdict = await block.getAttribute('data-verdict');
    const words = await block.locator('.predict-verdict').textContent();
    if (verdict !== wanted) odd.push(`question ${i + 1} (${kind}): ${verdict}, "${words}"`);
  }
  return odd;
}

async function typeNumber(page: Page, block: Locator, text: string): Promise<void> {
  await block.locator('input').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

/** The first answer tells which ones are right. */
async function pressOption(page: Page, block: Locator, wanted: string): Promise<void> {
  const press = async (option: string) => {
    await block.locator(`button[data-option="${option}"]`).focus();
    await page.keyboard.press('Enter');
  };
  await press('0');
  await block.and(page.locator('[data-verdict]')).waitFor();
  if ((await block.getAttribute('data-verdict')) === wanted) return;
  const other = block.locator(`button[data-right="${wanted === 'right'}"]`).first();
  await press((await other.getAttribute('data-option')) ?? '0');
}

/** The first answer tells the true height. */
async function setPoint(page: Page, block: Locator, wanted: string): Promise<void> {
  const handle = block.locator('.plot-handle');
  const answer = async () => {
    await block.locator('.plot-entry button').focus();
    await page.keyboard.press('Enter');
  };
  await handle.focus();
  await page.keyboard.press('Home');
  await answer();
  if (wanted === 'wrong') {
    if ((await block.getAttribute('data-verdict')) !== 'right') return;
    await handle.focus();
    await page.keyboard.press('End');
    return answer();
  }
  const words = (await block.locator('.predict-verdict').textContent()) ?? '';
  const truth = Number(/gives ([\d.]+)/.exec(words)?.[1]);
  const height = async () => Number(await handle.getAttribute('aria-valuenow'));
  await handle.focus();
  const top = Number(await handle.getAttribute('aria-valuemax'));
  while ((await height()) < Math.min(top, truth)) await page.keyboard.press('ArrowUp');
  await answer();
}

/** Opens everything that unfolds, by keyboard. Returns how many there are. */
export async function openAll(page: Page): Promise<number> {
  const closed = page.locator('main details:not([open]) > summary:visible');
  let opened = 0;
  for (; (await closed.count()) > 0; opened++) {
    await closed.first().focus();
    await page.keyboard.press('Enter');
  }
  return opened;
}
