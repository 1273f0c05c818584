import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { slugs, wakeAll } from './lessons.ts';
import { openSite } from './reader.ts';

/** Where the tab key has come to. */
interface Stop {
  readonly name: string;
  /** Its place among all that the tab key should reach; −1 if it is none of them. */
  readonly index: number;
  /** What is wrong with how it shows the focus. */
  readonly faults: readonly string[];
}

const stops =
  'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]';

/** Numbers everything that the tab key should reach, in the order of the document. */
const numberStops = (page: Page) =>
  page.evaluate((selector) => {
    const isReached = (element: HTMLElement): boolean => {
      if (element.tabIndex < 0 || element.closest('[inert]')) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.matches(':disabled, main')) return false;
      // Of a group of radios, the one that is chosen.
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const group = [...document.querySelectorAll<HTMLInputElement>('[type="radio"]')].filter(
        ({ name }) => name === element.name,
      );
      return element.checked || (!group.some(({ checked }) => checked) && group[0] === element);
    };
    const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(isReached);
    for (const [i, element] of all.entries()) {
      element.dataset.stop = String(i);
      // An editor takes its place once it has the focus.
      const field = element.closest<HTMLElement>('.cell-field');
      if (field) field.dataset.stopWithin = String(i);
    }
    return all.length;
  }, stops);

/**
 * Presses the tab key once and tells where it went. What shows the focus is found by comparing: the
 * place looks different once the focus has left it.
 */
async function tab(page: Page): Promise<Stop | undefined> {
  await leaveEditor(page);
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const looks = (element: Element): string =>
      [element, element.parentElement, element.nextElementSibling, ...element.querySelectorAll('*')]
        .slice(0, 12)
        .map((each) => {
          if (!each) return '';
          const style = getComputedStyle(each);
          const { outlineStyle, outlineWidth, outlineColor, boxShadow, stroke } = style;
          const outline = outlineStyle === 'none' ? '' : outlineWidth + outlineColor;
          return [outline, boxShadow, stroke, style.borderColor, style.backgroundColor].join(' ');
        })
        .join('|');
    const nameOf = (element: Element): string =>
      `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}" in ${
        element.closest('figure, .predict, [data-island]')?.className ?? 'the page'
      }`;
    const faults: string[] = [];
    const element = document.activeElement;
    const before = document.querySelector<HTMLElement>('[data-lately]');
    if (before && before !== element) {
      if (before.dataset.lately === looks(before)) faults.push(`${nameOf(before)} shows no focus`);
      delete before.dataset.lately;
    }
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return undefined;
    if (element === document.body) return undefined;
    element.dataset.lately = looks(element);
    const box = element.getBoundingClientRect();
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    if (y < 0 || y > innerHeight || x < 0 || x > innerWidth)
      faults.push(`${nameOf(element)} is outside the window`);
    const top = document.elementFromPoint(x, y);
    for (let up: Element | null = top; up; up = up.parentElement) {
      if (up.contains(element)) break;
      if (/fixed|sticky/.test(getComputedStyle(up).position))
        faults.push(`${nameOf(element)} is covered by ${up.className}`);
    }
    const around = element.closest<HTMLElement>('[data-stop-within]');
    const index = element.dataset.stop ?? around?.dataset.stopWithin ?? -1;
    return { name: nameOf(element), index: Number(index), faults };
  });
}

/** In an editor the tab key indents; it says that Escape comes first. */
async function leaveEditor(page: Page): Promise<void> {
  const isEditor = await page.evaluate(
    () => document.activeElement?.matches('.code-cell :is(textarea, div)') ?? false,
  );
  if (!isEditor) return;
  await page.waitForFunction(() => document.activeElement?.shadowRoot);
  const says = page.locator('.code-cell:focus-within .cell-hint');
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return says.textContent();
    })
    .toBe('Tab now leaves the editor.');
}

describe.each(slugs)('%s', (slug) => {
  it('is walked from top to bottom by the tab key: everything once, in order, always in sight', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, { reducedMotion: 'reduce' });
    await wakeAll(page);
    const count = await numberStops(page);
    const walked: Stop[] = [];
    for (let stop = await tab(page); stop; stop = await tab(page)) {
      walked.push(stop);
      if (walked.length > count + 20) break;
    }
    expect(walked.flatMap((stop) => stop.faults)).toEqual([]);
    expect(walked.filter(({ index }) => index < 0).map(({ name }) => name)).toEqual([]);
    expect(walked.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(await page.evaluate(upwards)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('has keys for everything that can be dragged, and for every cell of a grid of buttons', async () => {
    const { page, faults } = await openSite(`lessons/${slug}/`, { reducedMotion: 'reduce' });
    await wakeAll(page);
    expect(await page.evaluate(keylessDrags)).toEqual([]);
    const sliders = page.locator('main :is([role="slider"], [role="spinbutton"]):visible');
    for (const slider of await sliders.all()) {
      if ((await slider.locator('xpath=ancestor::*[@inert]').count()) > 0) continue;
      const before = await slider.getAttribute('aria-valuetext');
      await slider.focus();
      // At an end of its range one of the two keys changes nothing. A figure that has only just
      // come into sight draws itself again in a moment, not at once.
      const changed = () =>
        expect
          .poll(() => slider.getAttribute('aria-valuetext'), { timeout: 2000 })
          .not.toBe(before)
          .then(
            () => true,
            () => false,
          );
      await page.keyboard.press('ArrowUp');
      if (await changed()) continue;
      await page.keyboard.press('ArrowDown');
      expect(await changed(), `arrow keys change "${before}"`).toBe(true);
    }
    for (const group of await page.evaluate(rovingGroups)) {
      await page.locator(`[data-rover="${group}"]`).focus();
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
        await page.keyboard.press(key);
        if (
          await page.evaluate(
            (was) => !document.activeElement?.matches(`[data-rover="${was}"]`),
            group,
          )
        )
          break;
      }
      const at = await page.evaluate(
        () =>
          document.activeElement?.getAttribute('data-rover') ?? document.activeElement?.localName,
      );
      expect(at, `arrows in group ${group}`).toBe('button');
    }
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});

/** Neighbours in the order of the tab key of which the second stands before the first. */
function upwards(): string[] {
  const all = [...document.querySelectorAll<HTMLElement>('main [data-stop]')].filter(
    // A note in the margin stands beside the text; formulas' terms may be stacked.
    (element) => !element.closest('.aside, .katex, svg') && element.checkVisibility(),
  );
  return all.flatMap((element, i) => {
    const next = all[i + 1];
    if (!next) return [];
    // The figure of a tour stands beside its text, as a note does.
    const figure = element.closest('.tour > :first-child');
    if (figure && !figure.contains(next)) return [];
    const [a, b] = [element.getBoundingClientRect(), next.getBoundingClientRect()];
    const isAbove = b.bottom <= a.top + 1 && b.left < a.right;
    const isLeft = b.right <= a.left + 1 && b.bottom <= a.bottom + 1 && b.top < a.bottom;
    if (!isAbove && !isLeft) return [];
    return [`${next.outerHTML.slice(0, 120)} after ${element.outerHTML.slice(0, 120)}`];
  });
}

/** What takes a finger's drag for itself, and neither is nor holds anything with keys. */
function keylessDrags(): string[] {
  const withKeys = '[role="slider"], [role="spinbutton"], input, button, [tabindex="0"]';
  return [...document.querySelectorAll<HTMLElement>('main *')]
    .filter((element) => !/^(auto|manipulation)$/.test(getComputedStyle(element).touchAction))
    .filter((element) => !element.matches(withKeys) && !element.querySelector(withKeys))
    .filter((element) => !element.closest('svg')?.querySelector(withKeys))
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Marks, in every grid of buttons with one stop of the tab key, that stop. */
function rovingGroups(): number[] {
  const grids = new Set<Element>();
  for (const button of document.querySelectorAll('main button[tabindex="-1"]')) {
    const grid = button.closest('table, [role="group"], [role="grid"]');
    if (grid && !grid.closest('[inert]') && grid.checkVisibility()) grids.add(grid);
  }
  return [...grids].map((grid, i) => {
    grid.querySelector<HTMLElement>('button[tabindex="0"]')?.setAttribute('data-rover', String(i));
    return i;
  });
}

it('what is planted is found: a focus that nobody sees, a stop out of turn', async () => {
  const { page } = await openSite(`lessons/${slugs[0]}/`, { reducedMotion: 'reduce' });
  await numberStops(page);
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll<HTMLElement>('main a[href]');
    first?.style.setProperty('outline', 'none');
    second?.style.setProperty('position', 'relative');
    second?.style.setProperty('top', '-300px');
    first?.focus();
  });
  const from = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('Shift+Tab');
  await tab(page);
  const next = await tab(page);
  expect(next?.faults.join()).toContain(`${from?.trim().slice(0, 40)}" in the page shows no focus`);
  expect((await page.evaluate(upwards)).length).toBeGreaterThan(0);
  await page.context().close();
});
