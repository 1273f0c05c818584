import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that package-lock.json wants and node_modules has not, by path. */
export function missingPackages(root = process.cwd()) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const record = join(root, 'node_modules/.package-lock.json');
  const present = existsSync(record) ? packagesOf(record) : {};
  return Object.entries(wanted)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .filter(([path, { version }]) => present[path]?.version !== version)
    .map(([path]) => path);
}

/**
 * Installs what is missing, and says so; does nothing when all is there. By `npm install`, which
 * keeps to the lock: `npm ci` refuses a lock that does not name the native parts of every platform,
 * and not every registry that a lock is written from has them all.
 */
export function installPackages(root = process.cwd()) {
  const missing = missingPackages(root);
  if (missing.length === 0) return;
  console.log(`installing packages (${missing.length} missing or of another version): npm install`);
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = ['--no-save', '--include=dev', '--no-audit', '--no-fund'];
  const { status } = spawnSync(command, ['install', ...options], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm install failed: the lines above say why');
}

/** Stops with a plain sentence when Node is older than package.json asks for. */
export function checkNode(root = process.cwd()) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major, minor] = /(\d+)\.(\d+)/.exec(engines.node).slice(1).map(Number);
  const [hasMajor, hasMinor] = process.versions.node.split('.').map(Number);
  if (hasMajor > major || (hasMajor === major && hasMinor >= minor)) return;
  throw new Error(`Node ${engines.node} is needed; this is ${process.versions.node}`);
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
