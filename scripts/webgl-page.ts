import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { launchOptions } from './chromium.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Opens a page of the source in Chromium, as the development server gives it, waits until `ready`
 * holds there, and closes everything when `use` is done.
 */
export async function withWebglPage<T>(
  path: string,
  ready: () => boolean,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const server = await createServer({
    configFile: false,
    root,
    cacheDir: join(root, 'node_modules/.vite-reference'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: {
      noDiscovery: true,
      include: ['@tensorflow/tfjs-backend-webgl/dist/base', '@tensorflow/tfjs-core'],
    },
  });
  await server.listen();
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${path}`);
    await page.waitForFunction(ready, undefined, { timeout: 60_000 }).catch(() => {
      throw new Error(faults.join('; ') || 'the page did not get ready within 60 s');
    });
    return await use(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
