import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseReference } from './file.ts';
import { hostRun, threadEngines } from './host-run.ts';
import { judge } from './verdict.ts';

const folder = join(import.meta.dirname, 'cases');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('numbers of an independent implementation', () => {
  it.each(files.flatMap((file) => threadEngines.map((engine) => ({ file, engine }))))(
    '$file on $engine: none fails, and at least one is known',
    async ({ file, engine }) => {
      const run = hostRun(engine);
      const cases = parseReference(readFileSync(join(folder, file), 'utf8'));
      const states = { passed: 0, failed: 0, missing: 0 };
      for (const parts of cases) states[(await judge(engine, run, parts)).state]++;
      expect(states.failed).toBe(0);
      expect(states.passed).toBeGreaterThan(0);
    },
  );
});
