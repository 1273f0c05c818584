import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, inject } from 'vitest';
import { launchOptions } from '../../scripts/chromium.mjs';

/** How the browser paints: WebGL in software, or no WebGL at all. */
export type Graphics = 'webgl' | 'none';

const browsers = new Map<Graphics, Promise<Browser>>();

async function browserWith(graphics: Graphics): Promise<Browser> {
  const { args = [], ...launch } = launchOptions();
  const flags =
    graphics === 'webgl'
      ? args
      : [
          ...args.filter((flag) => !/angle|swiftshader/.test(flag)),
          '--disable-gpu',
          '--disable-software-rasterizer',
        ];
  const opened = browsers.get(graphics) ?? chromium.launch({ ...launch, args: flags });
  browsers.set(graphics, opened);
  return opened;
}

afterAll(async () => {
  for (const opened of browsers.values()) await (await opened).close();
  browsers.clear();
});

/** A page of a fresh profile, and everything that went wrong on it so far. */
export interface Reader {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Opens a path of the built site as a new reader would. */
export async function openSite(
  path: string,
  options: BrowserContextOptions & { readonly graphics?: Graphics } = {},
): Promise<Reader> {
  const { graphics = 'none', ...context } = options;
  const browser = await browserWith(graphics);
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, ...context })
  ).newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(new URL(path, inject('site')).href);
  return { page, faults };
}
