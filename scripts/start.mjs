// npm start: installs what is missing, builds what is stale, serves the site.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSite, isFresh } from './build.mjs';
import { checkNode, installPackages } from './packages.mjs';
import { staticServer } from './static-server.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

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
  if (!isFresh(root)) {
    installPackages(root);
    buildSite(root);
  }
  serve();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
