import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { slugs, wakeAll } from './lessons.ts';
import { openSite } from './reader.ts';

/** Animations and transitions that run for longer than this many milliseconds, by their element. */
const runningOver = (page: Page, least: number) =>
  page.evaluate(
    (ms) =>
      document.getAnimations().flatMap((animation) => {
        const { effect } = animation;
        if (!(effect instanceof KeyframeEffect) || animation.playState === 'finished') return [];
        const { duration, iterations } = effect.getComputedTiming();
        const isLong = Number(duration) * Number(iterations) > ms;
        return isLong ? [`${effect.target?.localName}.${effect.target?.className}`] : [];
      }),
    least,
  );

/** Transports whose playhead takes more than one place in the 12 frames after a step. */
const placesAfterStep = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const transport of document.querySelectorAll('main .transport')) {
      const press = (name: string) =>
        transport.querySelector<HTMLElement>(`button[aria-label="${name}"]`)?.click();
      const head = transport.querySelector<HTMLElement>('.transport-head');
      press('To the first step');
      await new Promise(requestAnimationFrame);
      press('Step forward');
      const places = new Set<string>();
      for (let frame = 0; frame < 12; frame++) {
        await new Promise(requestAnimationFrame);
        places.add(head?.style.getPropertyValue('--head') ?? '');
      }
      if (places.size > 1) found.push(`${transport.getAttribute('aria-label')}: ${places.size}`);
    }
    return found;
  });

describe.each(slugs)('%s', (slug) => {
  it('moves nothing between two steps where the reader wants no motion', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, { reducedMotion: 'reduce' });
    await wakeAll(page);
    expect(await placesAfterStep(page)).toEqual([]);
    for (const range of await page.locator('main figure.frame input[type="range"]').all()) {
      await range.evaluate((element) => element.focus());
      await page.keyboard.press('ArrowRight');
      expect(await runningOver(page, 10)).toEqual([]);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('moves nothing of its own accord, with or without that wish', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, { reducedMotion: 'no-preference' });
    await wakeAll(page);
    await page.waitForTimeout(500);
    expect(await runningOver(page, 0)).toEqual([]);
    const changes = await page.locator('main').evaluate(
      (main) =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          const watch = new MutationObserver((records) => {
            for (const { target } of records) seen.push(target.parentElement?.className ?? '');
          });
          const what = { subtree: true, childList: true, characterData: true, attributes: true };
          watch.observe(main, what);
          setTimeout(() => {
            watch.disconnect();
            resolve([...new Set(seen)]);
          }, 1000);
        }),
    );
    expect(changes).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
