/**
 * Random use of the Lab for a while, in Chromium on the built site: no error on the page, and
 * tensors and memory level. On WebGL unless told otherwise, slow as it may be: there tensors are.
 *
 *   npm run soak -- --minutes 30 [--seed 1] [--engine webgl|host|auto]
 */
import { parseArgs } from 'node:util';
import { type CDPSession, chromium, type Page } from 'playwright';
import { Random } from '../src/digits/random.ts';
import { buildSite } from './build.mjs';
import { launchOptions } from './chromium.mjs';
import { listen } from './serve.mjs';
import { actions } from './soak-actions.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'webgl' },
  },
});
const minutes = Number(values.minutes);
const random = new Random(Number(values.seed));
if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes}: give a number above 0`);

/** How much the memory after collection may grow from the first quarter to the last. */
const growth = { heap: 1.25, nodes: 1.25 };

const root = process.cwd();
buildSite(root);
const site = await listen(root);
const browser = await chromium.launch(launchOptions());
const faults: string[] = [];
const looks: Look[] = [];
const done = new Map<string, number>();

interface Look {
  readonly minute: number;
  /** Megabytes of JavaScript that are still there after collection. */
  readonly heap: number;
  readonly nodes: number;
  readonly tensors: number;
}

try {
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage();
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.goto(`${site.address}lab/?engine=${values.engine}`);
  await page.locator('[data-island="lab"][data-alive]').waitFor();
  const session = await page.context().newCDPSession(page);
  const start = performance.now();
  const minute = () => (performance.now() - start) / 60_000;
  let nextLook = 0;
  while (minute() < minutes && faults.length === 0) {
    if (minute() >= nextLook) {
      looks.push(await look(page, session, minute()));
      nextLook += minutes / 16;
    }
    await act(page);
  }
  if (faults.length === 0) looks.push(await look(page, session, minute()));
} catch (error) {
  faults.push(`at rest: ${messageOf(error)}`);
} finally {
  await browser.close();
  site.close();
}

async function act(page: Page): Promise<void> {
  const names = Object.keys(actions);
  const name = names[random.below(names.length)];
  try {
    await actions[name](page, random);
    const { pathname } = new URL(page.url());
    if (pathname !== '/lab/') throw new Error(`led away from the Lab, to ${pathname}`);
    done.set(name, (done.get(name) ?? 0) + 1);
  } catch (error) {
    faults.push(`${name}: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

/** Clears the pad, so that one state is compared with itself, collects, and reads what is left. */
async function look(page: Page, session: CDPSession, minute: number): Promise<Look> {
  await actions.rest(page, random);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session
    .send('Performance.enable')
    .then(() => session.send('Performance.getMetrics'));
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
  const badge = page.locator('[data-gpu-draws]').first();
  const tensors = Number(await badge.getAttribute('data-tensors'));
  const found = {
    minute,
    heap: metric('JSHeapUsedSize') / 1e6,
    nodes: metric('Nodes'),
    tensors,
  };
  console.log(
    `minute ${minute.toFixed(1)}: heap ${found.heap.toFixed(1)} MB, ${found.nodes} nodes, tensors ${found.tensors}`,
  );
  return found;
}

/** The first look is warm-up; the rest of the first half against the second. */
function level(name: string, read: (look: Look) => number, most: number): string[] {
  const settled = looks.slice(2);
  const half = Math.floor(settled.length / 2);
  const mean = (part: readonly Look[]) =>
    part.reduce((sum, each) => sum + read(each), 0) / Math.max(1, part.length);
  const ratio = mean(settled.slice(half)) / mean(settled.slice(0, half));
  console.log(`${name}: second half over first ${ratio.toFixed(3)}`);
  return ratio > most ? [`${name} grows: ${ratio.toFixed(2)}`] : [];
}

/** WebGL keeps the weights of the last sets that were asked for: eight, of eight tensors at most. */
const mostTensors = 64;
const tensors = Math.max(...looks.map((each) => each.tensors));
const leaks = [
  ...level('heap', ({ heap }) => heap, growth.heap),
  ...level('nodes', ({ nodes }) => nodes, growth.nodes),
  ...(tensors > mostTensors ? [`${tensors} tensors at rest`] : []),
];
console.log([...done].map(([name, count]) => `${name} ${count}`).join(', '));
for (const fault of [...faults, ...leaks]) console.log(fault);
console.log(
  `${[...done.values()].reduce((sum, count) => sum + count, 0)} actions, ${faults.length} errors, ${leaks.length} leaks`,
);
if (faults.length + leaks.length > 0) process.exitCode = 1;
