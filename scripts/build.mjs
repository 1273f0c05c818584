import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from './source-hash.mjs';

/** Whether dist/ was built from just these sources. */
export function isFresh(root) {
  const stamp = join(root, 'dist', '.sources');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(root);
}

/** Builds the site into dist/, unless it is fresh; says so. Throws when the build fails. */
export function buildSite(root) {
  if (isFresh(root)) return;
  console.log('building the site: npm run build');
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', ['run', 'build', '--silent'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0) throw new Error('the build failed: the lines above say why');
}
