import { availableParallelism } from 'node:os';
import { pooled } from './contestants.ts';
import type { Bench } from './measures.ts';
import type { Results } from './results.ts';
import { summaryOf } from './statistics.ts';

const name = 'frames';

/** Whether a page keeps its frames while it trains on all cores but one. */
export async function framesWhileTraining({ pages, quick, say }: Bench): Promise<Results> {
  say('frames …');
  const threads = Math.max(1, availableParallelism() - 1);
  const entrant = pooled({ kind: 'training', network: 'cnn', batch: 64, images: 256 }, threads);
  const page = await pages.get(entrant.entry, entrant.query);
  await page.evaluate(({ name, task }) => window.backflowBench?.prepare(name, task), {
    name,
    task: entrant.task,
  });
  await page.evaluate((name) => window.backflowBench?.frames(name, 1000), name);
  const gaps = await page.evaluate(
    async ({ name, ms }) => (await window.backflowBench?.frames(name, ms)) ?? [],
    { name, ms: quick ? 2000 : 8000 },
  );
  await page.evaluate((name) => window.backflowBench?.dispose(name), name);
  return {
    rows: [
      {
        measure: 'frames',
        subject: 'between two frames while the CNN trains',
        contestant: entrant.name,
        ours: true,
        unit: 'ms',
        ...summaryOf(gaps),
      },
    ],
    agreements: [],
    absences: [],
  };
}
