import type { Locator, Page } from 'playwright';
import type { Random } from '../src/digits/random.ts';

type Action = (page: Page, random: Random) => Promise<void>;

/** One of the elements that are to be seen; undefined where there is none. */
async function maybeOne(found: Locator, random: Random): Promise<Locator | undefined> {
  const count = await found.count();
  if (count === 0) return undefined;
  const one = found.nth(random.below(count));
  return (await one.isVisible()) ? one : undefined;
}

const press =
  (selector: string): Action =>
  async (page, random) => {
    const one = await maybeOne(page.locator(selector), random);
    await one?.click({ timeout: 10_000, force: true });
  };

const keys =
  (names: readonly string[], on = '.transport'): Action =>
  async (page, random) => {
    const place = page.locator(`${on} input, ${on}`).first();
    if (on !== '.transport') await page.locator(on).first().focus();
    else await place.focus();
    for (let i = 0; i < 1 + random.below(6); i++) {
      await page.keyboard.press(names[random.below(names.length)]);
    }
  };

async function boxOf(page: Page, selector: string) {
  const element = page.locator(selector).first();
  await element.scrollIntoViewIfNeeded();
  return element.boundingBox();
}

/** What readers do in the Lab, each with random particulars. */
export const actions: Readonly<Record<string, Action>> = {
  async draw(page, random) {
    const box = await boxOf(page, '[data-pad]');
    if (!box) return;
    const point = (): [number, number] => [
      box.x + random.between(0.1, 0.9) * box.width,
      box.y + random.between(0.1, 0.9) * box.height,
    ];
    await page.mouse.move(...point());
    await page.mouse.down();
    for (let i = 0; i < 4 + random.below(12); i++) await page.mouse.move(...point(), { steps: 3 });
    await page.mouse.up();
  },
  sample: press('[data-sample]'),
  undo: press('[data-action="undo"]'),
  redo: press('[data-action="redo"]'),
  clear: press('[data-action="clear"]'),
  label: press('.label-picker:not(.network-picker *) label'),
  network: press('.network-picker label[data-network]'),
  panel: press('[data-panel]'),
  step: keys(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Shift+ArrowRight', 'Shift+ArrowLeft']),
  play: keys([' ']),
  walk: keys(
    ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'PageDown', ',', '.', 'Enter', 'Escape'],
    '.stage-field',
  ),
  async scrub(page, random) {
    const box = await boxOf(page, '.transport-track');
    if (!box) return;
    await page.mouse.move(box.x + random.between(0, 1) * box.width, box.y + box.height / 3);
    await page.mouse.down();
    for (let i = 0; i < 6; i++) {
      await page.mouse.move(box.x + random.between(0, 1) * box.width, box.y + box.height / 3, {
        steps: 4,
      });
    }
    await page.mouse.up();
  },
  async zoom(page, random) {
    const box = await boxOf(page, '.stage-field');
    if (!box) return;
    const at: [number, number] = [
      box.x + random.between(0, 1) * box.width,
      box.y + random.between(0, 1) * box.height,
    ];
    await page.mouse.move(...at);
    await page.mouse.click(...at);
    if (random.chance(0.3)) {
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, random.between(-400, 400));
      await page.keyboard.up('Control');
    }
  },
  async resize(page, random) {
    const sizes = [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
      { width: 390, height: 844 },
    ];
    await page.setViewportSize(sizes[random.below(sizes.length)]);
  },
  /** Whatever is on the panel that is open: its buttons, but those that save files. */
  within: press('.panel button:not([data-download])'),
  async wait(page, random) {
    await page.waitForTimeout(random.between(50, 400));
  },
  /** One known state, so that what is left can be compared. */
  async rest(page) {
    await page.setViewportSize({ width: 1440, height: 900 });
    const open = page.locator('[data-panel][aria-expanded="true"]');
    if ((await open.count()) > 0) await open.first().click({ force: true });
    await page.locator('.network-picker label[data-network="cnn"]').click({ force: true });
    await page.locator('[data-sample="3"]').click({ force: true });
    await page.waitForTimeout(700);
    await page.locator('.stage-field').focus();
    for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
    await page.locator('.transport input, .transport').first().focus();
    await page.keyboard.press('Home');
    await page.waitForTimeout(500);
  },
};
