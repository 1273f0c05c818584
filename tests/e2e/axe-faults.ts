import axe from 'axe-core';
import type { Page } from 'playwright';

/** What axe looks for: all its rules, or what a change of colours alone can break. */
export type What = 'all' | 'contrast';

const rules: Readonly<Record<What, object>> = {
  // The size of targets is off unless asked for, as it is new in WCAG 2.2.
  all: { rules: { 'target-size': { enabled: true } } },
  contrast: { runOnly: ['color-contrast'] },
};

/** What axe finds wrong (WCAG 2.2 AA and its own advice) on the page as it stands, or in a part. */
export async function axeFaults(page: Page, what: What = 'all', within = ''): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options = JSON.stringify({ ...rules[what], resultTypes: ['violations'] });
  const scope = within === '' ? 'document' : JSON.stringify({ include: [[within]] });
  return page.evaluate(
    `axe.run(${scope}, ${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
  );
}

/** What is looked for, in which colours, at which width. */
export type Look = readonly [what: What, colorScheme: 'light' | 'dark', width: number];

/** What axe finds in the page as it stands, or in a part of it; afterwards it is 1440 px wide. */
export async function axeFaultsIn(
  page: Page,
  looks: readonly Look[],
  within = '',
): Promise<string[]> {
  const found: string[] = [];
  for (const [what, colorScheme, width] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const faults = await axeFaults(page, what, within);
    found.push(...faults.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}
