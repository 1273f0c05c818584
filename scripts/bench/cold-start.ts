import { gzipSync } from 'node:zlib';
import { coldPages } from './contestants.ts';
import type { Bench } from './measures.ts';
import type { ColdParts, ColdStart } from './page.ts';
import type { Agreement, Results, Row } from './results.ts';
import { difference, summaryOf } from './statistics.ts';

interface Start extends ColdStart {
  /** Code that was loaded, JavaScript and WebAssembly, in kB after gzip. */
  readonly code: number;
}

const subject = 'CNN, fresh page to first trace';

/** Fresh pages that do nothing but make one trace: how long it takes, and how much code it needs. */
export async function coldStarts(bench: Bench): Promise<Results> {
  bench.say('cold start …');
  const starts = new Map<string, Start[]>(coldPages.map(({ name }) => [name, []]));
  const faults = new Map<string, string>();
  for (let run = 0; run < (bench.quick ? 3 : 9); run++) {
    for (const { name, path } of coldPages) {
      if (faults.has(name)) continue;
      try {
        starts.get(name)?.push(await startOf(bench, path));
      } catch (error) {
        faults.set(name, error instanceof Error ? error.message.split('\n')[0] : String(error));
      }
    }
  }
  const rows: Row[] = [];
  const agreements: Agreement[] = [];
  const truth = [...starts.values()].flat().find(({ loss }) => !Number.isNaN(loss))?.loss;
  for (const { name, ours } of coldPages) {
    const own = starts.get(name) ?? [];
    if (own.length === 0) continue;
    const common = { subject, contestant: name, ours };
    rows.push({
      ...common,
      measure: 'cold',
      unit: 'ms',
      ...summaryOf(own.map(({ ms }) => ms)),
      note: profileOf(own.map(({ parts }) => parts)),
    });
    rows.push({
      ...common,
      measure: 'bytes',
      unit: 'kB',
      ...summaryOf(own.map(({ code }) => code)),
    });
    // The page that computes nothing has no loss.
    if (truth === undefined || own.every(({ loss }) => Number.isNaN(loss))) continue;
    const apart = own.map(({ loss }) => difference(truth, loss));
    agreements.push({
      what: `cold, ${subject}: losses`,
      contestant: name,
      difference: Math.max(...apart),
      tolerance: 1e-4,
    });
  }
  return {
    rows,
    agreements,
    absences: [...faults].map(([contestant, reason]) => ({ what: 'cold', contestant, reason })),
  };
}

/** Where the time went, by the middle of each part. */
function profileOf(starts: readonly ColdParts[]): string {
  const of = (part: keyof ColdParts) =>
    Math.round(summaryOf(starts.map((parts) => parts[part])).median);
  return `scripts ${of('code')}, then engine and files ${of('files')}, then the trace ${of('trace')}`;
}

/** One start, in a profile that has seen nothing. */
async function startOf({ browser, site }: Bench, path: string): Promise<Start> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const bodies: Promise<number>[] = [];
    page.on('response', (response) => {
      if (!/\.(?:js|wasm)$/.test(new URL(response.url()).pathname)) return;
      bodies.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(`${site.address}${path}`);
    await page.waitForFunction(() => window.backflowColdStart || window.backflowFault, undefined, {
      timeout: 60_000,
    });
    const { start, fault } = await page.evaluate(() => ({
      start: window.backflowColdStart,
      fault: window.backflowFault,
    }));
    if (!start) throw new Error(fault ?? 'the page made no trace');
    const code = (await Promise.all(bodies)).reduce((sum, bytes) => sum + bytes, 0) / 1000;
    return { ...start, code };
  } finally {
    await context.close();
  }
}
