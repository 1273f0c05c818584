import { chromium } from 'playwright';
import { expect, inject, it } from 'vitest';
import { launchOptions } from '../../scripts/chromium.mjs';
import { measurePage } from '../../scripts/page-cost.ts';
import { slugs } from './lessons.ts';

// How long a task may take is measured by `npm run pages`: no test here has a clock.
it.each(slugs)(
  '%s needs at most 130 kB of JavaScript before it is touched, and nothing in it jumps',
  async (slug) => {
    const browser = await chromium.launch(launchOptions());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const { script, shift } = await measurePage(context, `${inject('site')}lessons/${slug}/`);
    await browser.close();
    expect(script).toBeGreaterThan(30);
    expect(script).toBeLessThanOrEqual(130);
    expect(shift).toBeLessThanOrEqual(0.05);
  },
  240_000,
);
