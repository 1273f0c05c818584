import { ourEntrants } from './contestants.ts';
import type { Bench } from './measures.ts';
import type { Results } from './results.ts';

const name = 'heap';
const batch = 500;

/** Whether ten thousand traces leave the heap where it was: megabytes after less those before. */
export async function heapGrowth({ pages, quick, say }: Bench): Promise<Results> {
  say('heap …');
  const traces = quick ? 2000 : 10_000;
  const [entrant] = ourEntrants({ kind: 'trace', network: 'cnn', width: 1, way: 'grads' });
  const page = await pages.get(entrant.entry, entrant.query);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.evaluate(({ name, task }) => window.backflowBench?.prepare(name, task), {
    name,
    task: entrant.task,
  });

  /** What is returned stays in the page. */
  const run = () =>
    page.evaluate(
      async ({ name, batch }) => {
        await window.backflowBench?.run(name, batch);
      },
      { name, batch },
    );

  async function megabytes(): Promise<number> {
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((each) => each.name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
  }

  // Twice the work of a round first: what is compiled and remembered once is not a leak.
  await run();
  await run();
  const before = await megabytes();
  for (let done = 0; done < traces; done += batch) await run();
  const growth = (await megabytes()) - before;
  await page.evaluate((name) => window.backflowBench?.dispose(name), name);
  return {
    rows: [
      {
        measure: 'heap',
        subject: `CNN, ${traces.toLocaleString('en')} traces`,
        contestant: entrant.name,
        ours: true,
        unit: 'MB',
        median: growth,
        p95: growth,
        count: 1,
        note: `from ${before.toFixed(2)} MB`,
      },
    ],
    agreements: [],
    absences: [],
  };
}
