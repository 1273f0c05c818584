import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineName } from '../src/core/engine.ts';
import { parseReference, type ReferenceCase } from '../tests/reference/file.ts';
import { isHostOperation } from '../tests/reference/host-operations.ts';
import { hostRun, type ThreadEngine, threadEngines } from '../tests/reference/host-run.ts';
import { operations } from '../tests/reference/operations.ts';
import { summaryOf, tableOf } from '../tests/reference/report.ts';
import { judge, type Verdict } from '../tests/reference/verdict.ts';
import { withWebglPage } from './webgl-page.ts';

interface ReferenceFile {
  readonly path: string;
  readonly text: string;
  readonly cases: readonly (readonly ReferenceCase[])[];
}

function readAll(directory: string): ReferenceFile[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const path = join(directory, name);
    const text = readFileSync(path, 'utf8');
    try {
      return { path, text, cases: parseReference(text) };
    } catch (error) {
      throw new Error(`${path} cannot be read: ${messageOf(error)}`);
    }
  });
}

async function onHost(engine: ThreadEngine, files: readonly ReferenceFile[]): Promise<Verdict[]> {
  const run = hostRun(engine);
  const verdicts: Verdict[] = [];
  for (const { cases } of files) {
    for (const parts of cases) verdicts.push(await judge(engine, run, parts));
  }
  return verdicts;
}

async function onWebgl(
  files: readonly ReferenceFile[],
): Promise<{ device: string; verdicts: Verdict[] }> {
  const ready = () => window.judgeOnWebgl !== undefined;
  return withWebglPage('tests/reference/webgl.html', ready, async (page) => {
    const verdicts: Verdict[] = [];
    for (const { text } of files) {
      const judged = await page.evaluate(async (file) => window.judgeOnWebgl?.(file), text);
      verdicts.push(...(judged ?? []));
    }
    const device = await page.evaluate(() => window.webglDevice ?? 'an unknown device');
    return { device, verdicts };
  });
}

/** WebGL could not be tried at all: every case that it should have run counts as failed. */
function allFailed(files: readonly ReferenceFile[], where: string): Verdict[] {
  const asked = files.flatMap(({ cases }) => cases.filter(([{ op }]) => !isHostOperation(op)));
  return asked.map(([{ op, name }]): Verdict => {
    const state = Object.hasOwn(operations, op) ? 'failed' : 'missing';
    return { op, name, state, error: Number.NaN, share: Number.NaN, where };
  });
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function main(directory: string | undefined): Promise<number> {
  if (directory === undefined) {
    console.error('usage: npm run reference -- DIR (a folder of reference files)');
    return 1;
  }
  const files = readAll(directory);
  if (files.every(({ cases }) => cases.length === 0)) {
    console.error(`${directory} holds no reference cases`);
    return 1;
  }
  const judged = new Map<EngineName, Verdict[]>();
  for (const engine of threadEngines) {
    const verdicts = await onHost(engine, files);
    judged.set(engine, verdicts);
    console.log(tableOf(engine, verdicts).join('\n'));
  }
  try {
    const { device, verdicts } = await onWebgl(files);
    judged.set('webgl', verdicts);
    console.log(tableOf(`webgl on ${device}`, verdicts).join('\n'));
  } catch (error) {
    console.log(`webgl could not be tried: ${messageOf(error)}`);
    judged.set('webgl', allFailed(files, 'WebGL could not be tried'));
  }
  console.log('');
  for (const [engine, verdicts] of judged) console.log(summaryOf(engine, verdicts));
  const failed = [...judged.values()].flat().some(({ state }) => state === 'failed');
  return failed ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
