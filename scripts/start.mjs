// npm start: installs what is missing, builds what is stale, serves the site.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, installPackages } from './packages.mjs';
import { sourceHash } from './source-hash.mjs';
import { staticServer } from './static-server.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

function isFresh() {
  const stamp = join(dist, '.sources');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(root);
}

function build() {
  console.log('building the site: npm run build');
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(command, ['run', 'build', '--silent'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('the build failed: the lines above say why');
}

function serve() {
  const port = Number(process.env.PORT ?? 4173);
  const server = staticServer(dist);
  server.on('error', (error) => {
    const taken = error.code === 'EADDRINUSE';
    console.error(taken ? `port ${port} is in use: PORT=4174 npm start` : error.message);
    process.exit(1);
  });
  server.listen(port, () => console.log(`Backflow: http://localhost:${server.address().port}/`));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

try {
  checkNode(root);
  // With a fresh build there is nothing to install: serving needs Node alone.
  if (!isFresh()) {
    installPackages(root);
    build();
  }
  serve();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
