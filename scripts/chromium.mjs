import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const isRoot = process.getuid?.() === 0;
const command = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.bin/playwright');

/**
 * Where a Chromium lies: `CHROMIUM_PATH`, one of the system's, or Playwright's own. Undefined when
 * there is none.
 */
export function maybeChromium() {
  const { CHROMIUM_PATH: given } = process.env;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, and there is no such file`);
  }
  return [...candidates, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** The same; where there is none, one is installed, and `say` is told how. */
export function findChromium(say = console.log) {
  const known = maybeChromium();
  if (known) return known;
  for (const install of [installDebian, installPlaywright]) {
    install(say);
    const found = maybeChromium();
    if (found) return found;
  }
  throw new Error(
    'no Chromium is to be had: install one, or set CHROMIUM_PATH to the one that you have',
  );
}

/** What `chromium.launch` of Playwright takes: quiet, without network chatter, WebGL in software. */
export function launchOptions(say = console.log) {
  return { executablePath: findChromium(say), args: chromiumFlags, chromiumSandbox: !isRoot };
}

export const chromiumFlags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  ...(isRoot ? ['--no-sandbox'] : []),
];

function installDebian(say) {
  if (!isRoot || !isDebian()) return;
  say('No Chromium found; installing the Debian package (apt-get install chromium) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status } = spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit', env });
    if (status !== 0) return say(`apt-get ${args[0]} did not work out.`);
  }
}

/** Ubuntu's `chromium` is only a stand-in for a snap, so there Playwright's own is the better one. */
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installPlaywright(say) {
  say("Fetching Playwright's own Chromium (npx playwright install chromium) …");
  try {
    const options = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
    execFileSync(command, ['install', ...options, 'chromium'], { stdio: 'inherit' });
  } catch {
    say('playwright install did not work out.');
  }
}
