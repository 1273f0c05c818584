import type { BrowserContextOptions, Locator, Page } from 'playwright';
import { openSite } from './reader.ts';

/** A code cell of the gallery, as a reader has it before them. */
export interface OpenCell {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly figure: Locator;
  /** The last sentence about it. */
  readonly narration: Locator;
  /** How much agrees: of the picture, of the random cases. */
  readonly counts: Locator;
  /** Replaces the code, in the live editor. */
  write(code: string): Promise<void>;
  press(name: string): Promise<void>;
}

export async function openCell(
  title: string,
  options: BrowserContextOptions = {},
): Promise<OpenCell> {
  const { page, faults } = await openSite('widgets/', options);
  const figure = page.locator('figure.code-cell').filter({ hasText: title });
  await figure.scrollIntoViewIfNeeded();
  await figure.locator('textarea:not([readonly])').waitFor();
  return {
    page,
    faults,
    figure,
    narration: figure.locator('.code-cell-narration'),
    counts: figure.locator('.code-cell-counts'),
    async write(code) {
      const still = figure.locator('textarea');
      if ((await still.count()) > 0) await still.focus();
      await figure.locator('.cm-content').fill(code);
    },
    // Also where it is switched off: it must then do nothing.
    press: (name) => figure.getByRole('button', { name, exact: true }).click({ force: true }),
  };
}

/** For what comes when it comes: how long it takes is no part of the tests. */
export const patient = { timeout: 20_000 };

/** A function that the check calls, with this in its body. */
export const around = (body: string): string =>
  `function maxPoolBackward(x, upstream, size, stride) {\n${body}\n}`;
