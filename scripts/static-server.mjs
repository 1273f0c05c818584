import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { createGzip } from 'node:zlib';
import { policyFor } from './policy.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.safetensors': 'application/octet-stream',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const compressible = /^(?:text|image\/svg|application\/(?:json|manifest|wasm|xml))/;

/** The file that a path means, a redirect to its folder's address, or undefined. */
export function maybeFile(directory, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  // What begins with a dot is not of the site, and `..` would leave it.
  const parts = decoded.split('/');
  if (decoded.includes('\0') || decoded.includes('\\') || parts.some((p) => p.startsWith('.'))) {
    return undefined;
  }
  const file = normalize(join(directory, ...parts));
  if (file !== directory && !file.startsWith(directory + sep)) return undefined;
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return decoded.endsWith('/') ? undefined : { file };
  const index = join(file, 'index.html');
  if (!existsSync(index)) return undefined;
  return decoded.endsWith('/') ? { file: index } : { redirect: `${path}/` };
}

/** Serves a built site: right types, the content policy, long caching for hashed names. */
export function staticServer(directory) {
  const policy = readFileSync(join(directory, '.policy'), 'utf8');
  const notFound = join(directory, '404.html');
  return createServer((request, response) => {
    try {
      answer(request, response);
    } catch {
      // A build that runs beside takes files away for a moment.
      if (!response.headersSent) response.writeHead(503, { 'Retry-After': '1' });
      response.end();
    }
  });

  function answer(request, response) {
    const [path, ...rest] = (request.url ?? '/').split('?');
    response.setHeader('Content-Security-Policy', policyFor(policy, path));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const query = rest.join('?');
    const found = maybeFile(directory, path);
    if (found?.redirect) {
      // Two slashes at the start would name another host.
      const target = found.redirect.replace(/^\/+/, '/') + (query ? `?${query}` : '');
      response.writeHead(308, { Location: target }).end();
      return;
    }
    const file = found?.file ?? notFound;
    send(request, response, file, found ? 200 : 404, path.startsWith('/assets/') && found);
  }
}

function send(request, response, file, status, forever) {
  const type = types[extname(file)] ?? 'application/octet-stream';
  const { size, mtimeMs } = statSync(file);
  const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('ETag', tag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (status === 200 && request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  const gzip = compressible.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (gzip) response.setHeader('Content-Encoding', 'gzip');
  else response.setHeader('Content-Length', size);
  response.writeHead(status);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file);
  stream.on('error', () => response.destroy());
  if (gzip) stream.pipe(createGzip()).pipe(response);
  else stream.pipe(response);
}
