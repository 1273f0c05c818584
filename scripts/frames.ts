/**
 * Whether the Lab keeps its frames: draws digits at 60 samples a second with real pointer events,
 * then scrubs the timeline, in Chromium on the built site, the host engine pinned. Five rounds of the
 * same drive, since a machine that is shared makes any task long now and then: the longest task that
 * comes back counts, and the longest of each round stands beside it:
 *
 *   npm run frames
 */
import { type Browser, chromium, type Page } from 'playwright';
import { buildSite } from './build.mjs';
import { launchOptions } from './chromium.mjs';
import { type Frames, quantile, watchFrames } from './frame-watch.ts';
import { machineEvenness } from './machine.ts';
import { listen } from './serve.mjs';
import {
  longestOf,
  recurringOf,
  type Stretches,
  type Task,
  type TaskTrace,
  traceTasks,
} from './task-trace.ts';

/** Milliseconds of the 95th percentile of frames and of the longest task; frames of the answer. */
const limits = { frame: 20, task: 50, lag: 1 };

const ROUNDS = 5;

/** Samples of the pointer in one stretch of a drive. */
const STRETCH = 10;

/** What was seen in one round, and its longest tasks, stretch by stretch. */
interface Round extends Pick<Frames, 'gaps' | 'lags'> {
  readonly tasks: Stretches;
}

const root = process.cwd();
buildSite(root);
const site = await listen(root);
const { args = [], ...launch } = launchOptions();
const browser: Browser = await chromium.launch({
  ...launch,
  args: [...args.filter((flag) => !/angle|swiftshader/.test(flag)), '--disable-gpu'],
});

let over = 0;

try {
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage();
  // What runs this file keeps the names of functions by a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(watchFrames);
  await page.goto(`${site.address}lab/?engine=host`);
  await page.locator('[data-island="lab"][data-alive]').waitFor();
  await drawCurl(page, 20);
  await page.waitForTimeout(3000);
  const rounds = { drawing: [] as Round[], scrubbing: [] as Round[] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.drawing.push(await during(page, (trace) => drawCurl(page, 360, trace)));
    await page.waitForTimeout(1000);
    rounds.scrubbing.push(await during(page, (trace) => scrub(page, 300, trace)));
    await page.waitForTimeout(1000);
  }
  report('drawing', rounds.drawing);
  report('scrubbing', rounds.scrubbing);
} finally {
  await browser.close();
  site.close();
}
console.log(await machineEvenness());
console.log(`${over === 0 ? 'all' : 'not all'} frames kept`);
if (over > 0) process.exitCode = 1;

/** What the page saw while something was done. */
async function during(page: Page, work: (trace: TaskTrace) => Promise<void>): Promise<Round> {
  await page.evaluate(() => {
    const { backflowFrames: frames } = window;
    frames.gaps.length = 0;
    frames.lags.length = 0;
    frames.watching = true;
  });
  const trace = await traceTasks(page);
  await work(trace);
  const tasks = await trace.end();
  const frames = await page.evaluate(() => {
    window.backflowFrames.watching = false;
    return window.backflowFrames;
  });
  return { ...frames, tasks };
}

/** One long stroke that winds over the pad, a sample every sixtieth of a second. */
async function drawCurl(page: Page, samples: number, trace?: TaskTrace): Promise<void> {
  await page.locator('[data-action="clear"]').click({ force: true });
  const path = (t: number): Place => [
    0.5 + (0.1 + 0.22 * t) * Math.cos(18 * t),
    0.5 + (0.1 + 0.22 * t) * Math.sin(18 * t),
  ];
  await along(page, '[data-pad]', samples, path, trace);
}

/** To and fro over the whole line of steps. */
async function scrub(page: Page, samples: number, trace: TaskTrace): Promise<void> {
  const path = (t: number): Place => [0.5 - 0.49 * Math.cos(12 * t), 0.3];
  await along(page, '.transport-track', samples, path, trace);
}

/** A place in an element's box, as shares of it. */
type Place = readonly [number, number];

/** Presses, moves along a path of shares of an element's box at 60 Hz, and lets go. */
async function along(
  page: Page,
  selector: string,
  samples: number,
  path: (t: number) => Place,
  trace?: TaskTrace,
): Promise<void> {
  const element = page.locator(selector).first();
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`${selector} is not on the page`);
  const at = (t: number): [number, number] => {
    const [x, y] = path(t);
    return [box.x + x * box.width, box.y + y * box.height];
  };
  await page.mouse.move(...at(0));
  await page.mouse.down();
  const start = performance.now();
  for (let i = 1; i <= samples; i++) {
    if (i % STRETCH === 0) await trace?.mark();
    await page.mouse.move(...at(i / samples));
    const wait = start + (1000 / 60) * i - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  await page.mouse.up();
}

function report(what: string, rounds: readonly Round[]): void {
  const gaps = rounds.flatMap((round) => round.gaps);
  const lags = rounds.flatMap((round) => round.lags);
  const all = (numbers: readonly number[]) => numbers.map((number) => number.toFixed(0)).join(', ');
  const frame = quantile(gaps, 0.95);
  const lag = quantile(lags, 0.5);
  const tasks = rounds.map((round) => round.tasks);
  const task = recurringOf(tasks, 'wall');
  const each = (kind: keyof Task) => all(tasks.map((round) => longestOf(round, kind)));
  const lines: readonly (readonly [text: string, kept: boolean])[] = [
    [`median frame ${quantile(gaps, 0.5).toFixed(1)} ms`, true],
    [`p95 ${frame.toFixed(1)} ms (limit ${limits.frame})`, frame <= limits.frame],
    [
      `longest task that comes back ${task.toFixed(0)} ms (limit ${limits.task}; longest of each round ${each('wall')}; on the processor ${each('processor')})`,
      task <= limits.task,
    ],
    ...(lags.length > 0
      ? [
          [
            `the answer ${lag} frame(s) after the pen, p95 ${quantile(lags, 0.95)} (${lags.length} answers)`,
            lag <= limits.lag,
          ] as const,
        ]
      : []),
  ];
  for (const [text, kept] of lines) {
    if (!kept) over++;
    console.log(`${what}: ${text}${kept ? '' : ' !'}`);
  }
}
