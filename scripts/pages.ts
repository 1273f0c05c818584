/**
 * What each lesson costs its reader, in Chromium on the built site: JavaScript before the first
 * interaction, layout shift, and the longest task while scrolling and scrubbing, at full speed and
 * on a processor four times as slow. Each is measured three times, since a task is also as long as
 * the machine kept it waiting; the middle one counts. All are printed,
 * and the longest on the processor:
 *
 *   npm run pages [-- SLUG …]
 */
import { readdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { buildSite } from './build.mjs';
import { launchOptions } from './chromium.mjs';
import { machineEvenness } from './machine.ts';
import { measurePage, type PageCost } from './page-cost.ts';
import { listen } from './serve.mjs';
import { longestOf, recurringOf } from './task-trace.ts';

/** What a lesson may cost: kB after gzip, shift, milliseconds at full speed and four times slower. */
const limits = { script: 130, shift: 0.05, task: 50, slowTask: 200 };

const RUNS = 5;

const root = process.cwd();
buildSite(root);
const site = await listen(root);
const wanted = process.argv.slice(2);
const slugs = readdirSync('content')
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length))
  .filter((slug) => wanted.length === 0 || wanted.includes(slug));
const { args = [], ...launch } = launchOptions();
const browser = await chromium.launch({
  ...launch,
  args: [...args.filter((flag) => !/angle|swiftshader/.test(flag)), '--disable-gpu'],
});

const column = (text: string) => text.padStart(12);
console.log(
  `${'lesson'.padEnd(24)}${['script kB', 'shift', 'task ms', 'at 1/4 speed'].map(column).join('')}`,
);
let over = 0;
try {
  for (const slug of slugs) {
    const measure = async (slowdown: number) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const cost = await measurePage(context, `${site.address}lessons/${slug}/`, slowdown);
      await context.close();
      return cost;
    };
    const [fast, slow] = [await repeated(measure, 1), await repeated(measure, 4)];
    const shift = Math.max(...[...fast, ...slow].map((cost) => cost.shift));
    const script = Math.max(...fast.map((cost) => cost.script));
    const cell = (value: number, limit: number, decimals: number) => {
      if (value > limit) over += 1;
      return column(`${value.toFixed(decimals)}${value > limit ? ' !' : ''}`);
    };
    const recurring = (costs: readonly PageCost[]) =>
      recurringOf(
        costs.map(({ tasks }) => tasks),
        'wall',
      );
    const all = (costs: readonly PageCost[]) =>
      costs.map(({ tasks }) => longestOf(tasks, 'wall').toFixed(0)).join(' ');
    console.log(
      `${slug.padEnd(24)}${cell(script, limits.script, 1)}${cell(shift, limits.shift, 3)}${cell(recurring(fast), limits.task, 0)}${cell(recurring(slow), limits.slowTask, 0)}  (${all(fast)}; ${all(slow)})`,
    );
  }
} finally {
  await browser.close();
  site.close();
}
console.log(
  `limits: ${limits.script} kB, ${limits.shift}, ${limits.task} ms, ${limits.slowTask} ms`,
);
console.log(await machineEvenness());
console.log(`${4 * slugs.length - over} within, ${over} over`);
if (over > 0 || slugs.length === 0) process.exitCode = 1;

/** The costs of a page at one slowdown, as often as it is measured. */
async function repeated(
  measure: (slowdown: number) => Promise<PageCost>,
  slowdown: number,
): Promise<readonly PageCost[]> {
  const costs: PageCost[] = [];
  for (let run = 0; run < RUNS; run++) costs.push(await measure(slowdown));
  return costs;
}
