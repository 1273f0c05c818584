// npm test: installs what is missing, then format, lint, types, unit, browser and end-to-end tests.
// npm run check: the quick part of it (no browser, no build).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, installPackages } from './packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const quick = process.argv.includes('--quick');
const reports = mkdtempSync(join(tmpdir(), 'backflow-tests-'));
let passed = 0;
let failed = 0;

/** Runs a command of the project; counts as one test where it has no count of its own. */
function stage(title, command, args) {
  console.log(`\n— ${title}`);
  const { status } = spawnSync(process.execPath, [bin(command), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}

function check(title, command, args) {
  if (stage(title, command, args)) passed++;
  else failed++;
}

/** Runs one project of vitest and adds up its tests. A run without a test is a fault. */
function tests(title, project) {
  const report = join(reports, `${project}.json`);
  const ok = stage(title, 'vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ]);
  let counted = { numPassedTests: 0, numFailedTests: 0 };
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error(`${title}: no report was written`);
  }
  passed += counted.numPassedTests;
  failed += counted.numFailedTests;
  if ((!ok && counted.numFailedTests === 0) || counted.numPassedTests === 0) failed++;
}

const bin = (command) => join(root, 'node_modules', command);

try {
  checkNode(root);
  installPackages(root);
  check('format and lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
  check('dead code', 'knip/bin/knip.js', ['--no-progress']);
  check('types', 'typescript/bin/tsc', ['--noEmit']);
  tests('unit tests', 'unit');
  if (!quick) {
    const { findChromium } = await import('./chromium.mjs');
    findChromium();
    tests('browser tests (WebGL)', 'browser');
    check('lessons', 'tsx/dist/cli.mjs', ['scripts/content.ts', 'content']);
    const { buildSite } = await import('./build.mjs');
    buildSite(root);
    tests('end-to-end tests on the built site', 'e2e');
  }
} catch (error) {
  console.error(error);
  failed++;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
