import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright';
import { type Stretches, type TaskTrace, traceTasks } from './task-trace.ts';

/** What a page costs its reader. */
export interface PageCost {
  /** JavaScript that arrived before the first interaction, in kB after gzip; without tfjs. */
  readonly script: number;
  /** Cumulative layout shift, from opening to the end of the page. */
  readonly shift: number;
  /** The longest tasks on the main thread while scrolling and scrubbing, action by action. */
  readonly tasks: Stretches;
}

interface Watched {
  shift: number;
}

declare global {
  interface Window {
    backflowCost: Watched;
  }
}

/** Runs in the page before anything else: adds up layout shifts. */
function watch(): void {
  const cost: Watched = { shift: 0 };
  window.backflowCost = cost;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) cost.shift += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Opens a page in a fresh context, reads it to its end, scrubs what can be scrubbed. */
export async function measurePage(
  context: BrowserContext,
  url: string,
  slowdown = 1,
): Promise<PageCost> {
  const page = await context.newPage();
  const scripts = new Map<string, number>();
  page.on('response', async (response) => {
    if (response.request().resourceType() !== 'script') return;
    const body = await response.body().catch(() => undefined);
    if (body) scripts.set(response.url(), gzipSync(body).length);
  });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(2500);
  const script = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;
  const device = await context.newCDPSession(page);
  await device.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const trace = await traceTasks(page);
  await readThrough(page, trace);
  const tasks = await trace.end();
  const { shift } = await page.evaluate(() => window.backflowCost);
  await page.close();
  return { script, shift, tasks };
}

/** Scrolls down as a reader does, and scrubs each slider and playhead that comes into sight. */
async function readThrough(page: Page, trace: TaskTrace): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let at = 0; at < height; at += 300) {
    await trace.mark();
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(60);
  }
  // Asked of the page itself: a search by the tool that drives it would count as the page's work.
  const handles = await page.evaluateHandle(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(.value, input[type="range"], [role="slider"])',
      ),
    ].filter((handle) => !handle.closest('[inert]')),
  );
  for (const property of (await handles.getProperties()).values()) {
    const handle = property.asElement();
    if (!handle || !(await handle.isVisible())) continue;
    await trace.mark();
    await handle.scrollIntoViewIfNeeded();
    await handle.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await trace.mark();
      await page.keyboard.press(key);
      await page.waitForTimeout(20);
    }
  }
  await trace.mark();
  await page.waitForTimeout(200);
}
