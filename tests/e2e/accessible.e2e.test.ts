import { describe, expect, it } from 'vitest';
import { answerAll, openAll, typedAnswers } from './answers.ts';
import { axeFaultsIn, type Look } from './axe-faults.ts';
import { moveControls } from './controls.ts';
import { slugs, wakeAll } from './lessons.ts';
import { openSite } from './reader.ts';

// All rules take seconds on a long lesson. So each state is seen with all of them in one or two of
// the four pairs of theme and width; over the states every pair has its turn, and where a theme has
// none, contrast is looked at.
describe.each(slugs)('%s', (slug) => {
  it('has no fault that axe can find: as opened, answered, unfolded and moved', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, { reducedMotion: 'reduce' });
    await wakeAll(page);
    const opened: Look[] = [
      ['all', 'light', 1440],
      ['all', 'dark', 390],
    ];
    expect(await axeFaultsIn(page, opened), 'as opened').toEqual([]);

    const typed = typedAnswers(slug);
    expect(await answerAll(page, 'wrong', typed), 'wrong answers').toEqual([]);
    const wrong: Look[] = [
      ['all', 'light', 1440],
      ['contrast', 'dark', 1440],
    ];
    expect(await axeFaultsIn(page, wrong, '.predict'), 'answered wrongly').toEqual([]);

    expect(await answerAll(page, 'right', typed), 'right answers').toEqual([]);
    expect(await openAll(page)).toBeGreaterThan(0);
    const unfolded: Look[] = [
      ['all', 'dark', 1440],
      ['contrast', 'light', 390],
    ];
    expect(await axeFaultsIn(page, unfolded), 'answered and unfolded').toEqual([]);

    for (const figure of await page.locator('main figure.frame').all()) {
      expect(await moveControls(page, figure)).toEqual([]);
    }
    const moved: Look[] = [
      ['all', 'light', 390],
      ['contrast', 'dark', 1440],
    ];
    expect(await axeFaultsIn(page, moved), 'moved').toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
