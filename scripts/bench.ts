/**
 * Measures Backflow beside tfjs, tfjs-layers and ConvNetJS in Chromium: whole traces, training,
 * reading ten thousand digits, cold starts and their code, growth with the width, memory, frames
 * while it trains. Everyone has the same weights and digits and the same rule (plain SGD), and
 * losses and gradients are held against each other. A table on the screen, all numbers in bench.json:
 *
 *   npm run bench [-- --only trace,training,evaluation,cold,width,heap,frames] [--quick]
 *
 * A mark that is missed is said and nothing more; numbers that disagree make the command fail.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { isKept, marksOf } from './bench/marks.ts';
import { type MeasureCommand, measures } from './bench/measures.ts';
import { Pages } from './bench/race.ts';
import { agrees, type Results, together } from './bench/results.ts';
import { openSite } from './bench/site.ts';
import { agreementLines, markLines, tableOf } from './bench/table.ts';
import { learningRate } from './bench/task.ts';
import { launchOptions } from './chromium.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(measures).join(',') },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const quick = values.quick;
const seed = Number(values.seed);
const wanted = values.only.split(',').map(measureOf);

const root = join(import.meta.dirname, '..');
const say = (what: string) => console.log(what);
say('building the pages …');
const site = await openSite(root, seed);
const browser = await chromium.launch(launchOptions());
const found: Results[] = [];
try {
  for (const name of wanted) {
    const pages = new Pages(browser, site);
    found.push(await measures[name]({ browser, site, pages, quick, say }));
    await pages.close();
  }
} finally {
  await browser.close();
  site.close();
}

const results = together(found);
const marks = marksOf(results.rows);
for (const line of tableOf(results)) say(line);
say(
  `\nTraining is plain SGD, rate ${learningRate}; the code of a cold start is counted after gzip.`,
);
for (const line of agreementLines(results)) say(line);
say('\nMarks');
for (const line of markLines(marks)) say(line);
const file = join(root, 'bench.json');
writeFileSync(
  file,
  `${JSON.stringify(
    {
      machine: { processor: cpus()[0]?.model, cores: cpus().length, node: process.version },
      browser: browser.version(),
      quick,
      seed,
      marks: marks.map((mark) => ({ ...mark, kept: isKept(mark) })),
      ...results,
    },
    undefined,
    2,
  )}\n`,
);
say(`\nAll numbers: ${file}`);
if (!results.agreements.every(agrees)) process.exitCode = 1;

function measureOf(name: string): MeasureCommand {
  if (isMeasure(name)) return name;
  console.error(`bench: --only takes ${Object.keys(measures).join(', ')}; got "${name}"`);
  process.exit(1);
}

function isMeasure(name: string): name is MeasureCommand {
  return Object.hasOwn(measures, name);
}
