import { createServer } from 'node:http';
import type { Page } from 'playwright';
import { describe, expect, inject, it } from 'vitest';
import { Random } from '../../src/digits/random.ts';
import { embedCode } from '../../src/lab/embed-code.ts';
import { draw, predicted, settled, three } from './lab.ts';
import { differingPixels } from './pixels.ts';
import { openSite } from './reader.ts';

const fragmentOf = (page: Page) => page.evaluate(() => location.hash);
const still = { reducedMotion: 'reduce' } as const;

/** The address once it has been quiet for longer than it takes to be written. */
async function written(page: Page): Promise<string> {
  await page.waitForTimeout(900);
  return fragmentOf(page);
}

/** The frame itself: every pixel of the pad and of the network's picture, as the canvases hold them. */
const canvasesOf = (page: Page): Promise<readonly string[]> =>
  page
    .locator('[data-pad] canvas, .stage-canvas')
    .evaluateAll((all) =>
      all.map((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '')),
    );

/** The Lab as it is seen when nothing is pointed at. */
async function pictureOf(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  await settled(page);
  // What is said goes from the page after five seconds.
  await page.waitForTimeout(700);
  return page.locator('.lab').screenshot({ animations: 'disabled' });
}

async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

/** States that differ in everything that a link carries. */
const states: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    'a drawn 3, in the middle of a convolution',
    async (page) => {
      await draw(page, three);
      await press(page, 'Home');
      await press(page, 'Shift+ArrowRight', 2);
      await press(page, 'ArrowRight', 2);
      await press(page, 'Shift+ArrowRight', 40);
    },
  ],
  [
    'a sample with a stroke added, label 3, on its way back',
    async (page) => {
      await page.locator('[data-sample="7"]').click();
      await draw(page, [
        [0.3, 0.5],
        [0.7, 0.52],
      ]);
      await page.getByRole('radio', { name: '3', exact: true }).check({ force: true });
      await page.locator('[data-pad]').evaluate((pad) => pad.blur());
      await press(page, 'End');
      await press(page, 'ArrowLeft', 3);
    },
  ],
  [
    'the dense net at its update',
    async (page) => {
      await page.locator('[data-sample="5"]').click();
      await page.locator('[data-network="mlp"] input').check({ force: true });
      await page.evaluate(
        () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      );
      await press(page, 'End');
    },
  ],
  [
    'a chosen cell',
    async (page) => {
      await page.locator('[data-sample="2"]').click();
      await settled(page);
      await page.locator('[role="application"][aria-label="The network, as pictures"]').focus();
      await press(page, 'ArrowDown', 3);
      await press(page, 'PageUp');
    },
  ],
  [
    'the sum of a cell of convolution 2, its third part drawn large, looked at nearer',
    async (page) => {
      await page.locator('[data-sample="2"]').click();
      await settled(page);
      await page.getByRole('slider').first().focus();
      await press(page, 'Home');
      await press(page, 'ArrowRight', 3);
      await page.locator('.stage-field').focus();
      for (const zoom of ['layer', 'cell']) {
        await press(page, 'Enter');
        await page.locator(`.stage-field[data-zoom="${zoom}"]`).waitFor();
      }
      await press(page, ']', 2);
      await press(page, '+', 2);
      await page.locator('.stage-field[data-nearer="true"]').waitFor();
    },
  ],
];

describe('a link to the Lab', () => {
  it.each(states)(
    'shows the same frame in a fresh profile, pixel for pixel: %s',
    async (_, act) => {
      const { page, faults } = await openSite('lab/?engine=host', still);
      await page.locator('[data-island="lab"][data-alive]').waitFor();
      await act(page);
      const fragment = await written(page);
      expect(fragment).toMatch(/^#v1\./);
      const other = await openSite(`lab/?engine=host${fragment}`, still);
      await other.page.waitForSelector('[data-prediction][data-digit]:not([data-digit=""])');
      const [first, second] = [await pictureOf(page), await pictureOf(other.page)];
      const [frame, sameFrame] = [await canvasesOf(page), await canvasesOf(other.page)];
      expect(frame).toHaveLength(2);
      expect(frame.every((picture) => picture.length > 1000)).toBe(true);
      expect(sameFrame).toEqual(frame);
      // Around it, the browser smooths the edges of controls anew once they have been pressed.
      expect(await differingPixels(page, first, second)).toBeLessThanOrEqual(32);
      // It is written there as it was read.
      expect(await written(other.page)).toBe(fragment);
      expect([...faults, ...other.faults]).toEqual([]);
      await page.context().close();
      await other.page.context().close();
    },
    240_000,
  );

  it('leaves the reader’s own drawing alone until they draw', async () => {
    const { page } = await openSite('lab/?engine=host');
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    await draw(page, three);
    await page.waitForTimeout(500);
    const saved = () => page.evaluate(() => localStorage.getItem('backflow.lab.drawing'));
    const own = await saved();
    const code = Buffer.from('{"d":"s7"}').toString('base64url');
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#v1.${code}`);
    await page.waitForSelector('[data-prediction][data-digit="7"]');
    await page.waitForTimeout(900);
    expect(await saved()).toBe(own);
    await page.locator('[data-action="undo"]').click();
    await page.waitForSelector('[data-prediction][data-digit="3"]');
    await page.locator('[data-action="redo"]').click();
    await draw(page, [
      [0.2, 0.9],
      [0.8, 0.9],
    ]);
    await expect.poll(saved).not.toBe(own);
    await page.context().close();
  }, 180_000);

  it('is copied by a button, or stands there to be copied by hand', async () => {
    const { page, faults } = await openSite('lab/?engine=host');
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    await draw(page, three);
    const fragment = await written(page);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('[data-copy-link]').click();
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(new URL(`/lab/${fragment}`, inject('site')).href);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await page.locator('[data-copy-link]').click();
    expect(await page.getByRole('link', { name: 'this link' }).getAttribute('href')).toBe(copied);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('of random kinds, a thousand, crashes nothing and runs nothing', async () => {
    const { page, faults } = await openSite('lab/?engine=host', still);
    await page.locator('[data-island="lab"][data-alive]').waitFor();
    const random = new Random(31);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random.between(0, 1) * from.length)];
    const names =
      'network label view scaling zoom nearer lead pinned panel step progress nobody'.split(' ');
    const values = [
      ...['cnn', 'mlp', 'wave', 'gradient', 'layer', 'network', 'layer:conv1', 'cell:value:x:5'],
      ...['cell:param:nowhere:0', 'value:conv1:99999999', 'gradient:pool1:3', 'constructor'],
      ...['<img src=x onerror="window.ran=1">', 'javascript:window.ran=1', ''],
      ...['2,0.5,0.5', '2,NaN,1', '1e9,0,0', -1, 0, 0.5, 3, 7, 21, 1e300, true],
    ];
    const fragments = Array.from({ length: 1000 }, () => {
      const json = JSON.stringify({
        s: Object.fromEntries(Array.from({ length: 4 }, () => [pick(names), pick(values)])),
        ...(random.between(0, 1) < 0.5
          ? { d: pick(['s3', 's11', 'dCAAA', 'eCAAAA', 'q__', '']) }
          : {}),
      });
      const code = Buffer.from(json).toString('base64url');
      const at = Math.floor(random.between(0, 1) * code.length);
      const kind = random.between(0, 1);
      if (kind < 0.15) return `#v1.${code.slice(0, at)}`;
      const letter = pick(['A', '-', '%', '_']);
      return kind < 0.3 ? `#v1.${code.slice(0, at)}${letter}${code.slice(at + 1)}` : `#v1.${code}`;
    });
    await page.evaluate(async (all) => {
      for (const fragment of all) {
        location.hash = fragment;
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, fragments);
    await page.waitForTimeout(900);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(faults).toEqual([]);
    await page.evaluate(() => {
      location.hash = '#v1.e30';
    });
    await page.locator('[data-sample="4"]').click();
    await page.waitForSelector('[data-prediction][data-digit="4"]');
    await page.evaluate(() => {
      location.hash = '#v1.eyJz';
    });
    expect(await page.getByRole('alert').textContent()).toMatch(/^This link could not be read: /);
    expect(await predicted(page)).toBe('4');
    await page.context().close();
  }, 240_000);
});

describe('inside a frame of another site', () => {
  it('the Lab stands alone, with the link’s state, in frames large and small', async () => {
    const fragment = `#v1.${Buffer.from('{"s":{"label":3},"d":"s8"}').toString('base64url')}`;
    const code = embedCode(new URL(`/lab/${fragment}`, inject('site')).href);
    const host = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>A blog</title><body style="margin:0">${code}</body>`);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    try {
      const address = host.address();
      if (address === null || typeof address === 'string') throw new Error('the host has no port');
      const { page, faults } = await openSite('lab/');
      await page.goto(`http://127.0.0.1:${address.port}/`);
      const frame = page.frameLocator('iframe');
      await frame.locator('[data-prediction][data-digit="8"]').waitFor({ timeout: 60_000 });
      expect(await frame.getByRole('radio', { name: '3', exact: true }).isChecked()).toBe(true);
      expect(await frame.locator('.site-header').isVisible()).toBe(false);
      for (const [width, height] of [
        [960, 720],
        [320, 480],
        [640, 480],
        [1280, 800],
      ]) {
        await page.locator('iframe').evaluate(
          (element, size) => {
            element.setAttribute('width', String(size.width));
            element.setAttribute('height', String(size.height));
          },
          { width, height },
        );
        await page.waitForTimeout(300);
        for (const part of ['[data-pad]', '.stage', '.transport', '.link-open']) {
          const box = await frame.locator(part).boundingBox();
          expect(box?.width, `${part} at ${width}`).toBeGreaterThan(60);
        }
        const wide = await frame
          .locator('html')
          .evaluate((root) => root.scrollWidth - root.clientWidth);
        expect(wide).toBe(0);
      }
      const open = frame.locator('.link-open');
      await open.focus();
      expect(await open.getAttribute('href')).toMatch(/\/lab\/#v1\./);
      expect(faults).toEqual([]);
      await page.context().close();
    } finally {
      host.close();
    }
  }, 180_000);

  it('every other page refuses to be shown', async () => {
    const policyOf = async (path: string) =>
      (await fetch(new URL(path, inject('site')))).headers.get('content-security-policy');
    for (const path of ['/', '/widgets/', '/lessons/softmax/', '/404.html']) {
      expect(await policyOf(path)).toContain("frame-ancestors 'none'");
    }
    expect(await policyOf('/lab/?embed')).not.toContain('frame-ancestors');
    expect(await policyOf('/lab/?embed')).toContain("script-src 'self'");
  });
});
