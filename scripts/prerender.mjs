// Writes every page of the site into dist/ as HTML, from the client build and the server build.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentPolicy } from './policy.mjs';
import { sourceHash } from './source-hash.mjs';

const root = process.cwd();
const dist = join(root, 'dist');
const server = resolve(root, 'dist-server/prerender-entry.js');
const { inlineScripts, pagePaths, renderPage } = await import(pathToFileURL(server).href);

const template = readFileSync(join(dist, 'index.html'), 'utf8');
const policy = contentPolicy(inlineScripts, { meta: true });
const fontFile = (pattern) => {
  const sheet = /href="(\/assets\/[^"]+\.css)"/.exec(template)?.[1];
  return sheet && pattern.exec(readFileSync(join(dist, sheet), 'utf8'))?.[0];
};
const preloads = [
  fontFile(/\/assets\/source-serif-4-latin-opsz-normal-[^)"']+\.woff2/),
  fontFile(/\/assets\/inter-latin-wght-normal-[^)"']+\.woff2/),
].flatMap((href) =>
  href ? [`<link rel="preload" as="font" type="font/woff2" crossorigin href="${href}">`] : [],
);

const paths = pagePaths();
for (const path of paths) {
  const { head, body } = renderPage(path);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const html = template
    .replace('<!--head-->', () => [meta, head, ...preloads].join('\n    '))
    .replace('<!--body-->', () => body);
  const file = path === '/404/' ? join(dist, '404.html') : join(dist, path, 'index.html');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}
writeFileSync(join(dist, '.policy'), contentPolicy(inlineScripts));
writeFileSync(join(dist, '.sources'), sourceHash(root));
rmSync(join(root, 'dist-server'), { recursive: true });
console.log(`prerendered ${paths.length} pages`);
