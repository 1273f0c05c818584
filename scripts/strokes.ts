/**
 * Draws recorded pen strokes as real pointer events on the Lab's pad, in Chromium on the built
 * site, and counts how many digits each network reads as they were meant:
 *
 *   npm run strokes -- FILE [--limit N] [--network NAME] [--misread]
 *
 * The perceptron is only shown the digits that it tells apart.
 *
 * FILE: [{label, writer, strokes: [[[x, y], …], …]}, …] in a box of 500 × 500, y down.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { z } from 'zod';
import { classesOf, networkNames, networks } from '../src/core/networks/networks.ts';
import { buildSite } from './build.mjs';
import { launchOptions } from './chromium.mjs';
import { listen } from './serve.mjs';

const boxSide = 500;
const digitSchema = z.object({
  label: z.number().int().min(0).max(9),
  writer: z.number().int(),
  strokes: z.array(z.array(z.tuple([z.number(), z.number()])).min(1)).min(1),
});
type PenDigit = z.infer<typeof digitSchema>;

const { values, positionals } = parseArgs({
  options: {
    limit: { type: 'string' },
    network: { type: 'string' },
    misread: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const digits = readDigits(positionals[0]).slice(
  0,
  Number(values.limit ?? Number.POSITIVE_INFINITY),
);
const chosen = networkNames.filter(
  (name) => values.network === undefined || name === values.network,
);
if (chosen.length === 0)
  stop(`--network ${values.network}: must be one of ${networkNames.join(', ')}`);

const root = process.cwd();
buildSite(root);
const site = await listen(root);
// The pages are painted without graphics hardware and without WebGL: three times as fast here.
const { args = [], ...launch } = launchOptions();
const browser = await chromium.launch({
  ...launch,
  args: [...args.filter((flag) => !/angle|swiftshader/.test(flag)), '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${site.address}lab/?engine=host`);
  for (const network of chosen) {
    await page.locator(`[data-network="${network}"]`).click();
    let correct = 0;
    const shown = digits.filter(({ label }) => classesOf(networks[network]).includes(label));
    for (const [i, digit] of shown.entries()) {
      const read = await readingOf(page, digit);
      if (read === digit.label) correct++;
      else if (values.misread) {
        console.log(
          `${network}: digit ${i} of writer ${digit.writer}: ${digit.label} read as ${read ?? 'nothing'}`,
        );
      }
      if ((i + 1) % 250 === 0) console.log(`${network}: ${i + 1} drawn, ${correct} right`);
    }
    const share = ((100 * correct) / shown.length).toFixed(2);
    console.log(`${network} ${share}% (${correct}/${shown.length})`);
  }
} finally {
  await browser.close();
  site.close();
}

/** Clears the pad, draws a digit with the mouse, and waits for the prediction that belongs to it. */
async function readingOf(page: Page, digit: PenDigit): Promise<number | undefined> {
  // An empty pad's button is marked as disabled: pressed all the same, it does no harm.
  await page.locator('[data-action="clear"]').click({ force: true });
  await page.evaluate(() => scrollTo(0, 0));
  const pad = await page.locator('[data-pad]').boundingBox();
  if (!pad) return stop('the pad is not on the page');
  // The tablet's box, in the middle of the pad, whatever the pad's shape.
  const scale = Math.min(pad.width, pad.height) / boxSide;
  const place = ([x, y]: readonly [number, number]) => ({
    x: pad.x + pad.width / 2 + (x - boxSide / 2) * scale,
    y: pad.y + pad.height / 2 + (y - boxSide / 2) * scale,
  });
  for (const stroke of digit.strokes) {
    const [first, ...rest] = stroke.map(place);
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    // Sent one behind the other, as a pen does: the page may coalesce them.
    await Promise.all(rest.map(({ x, y }) => page.mouse.move(x, y)));
    await page.mouse.up();
  }
  const reading = await page.waitForFunction(() => {
    const pen = document.querySelector<HTMLElement>('[data-pad]');
    const prediction = document.querySelector<HTMLElement>('[data-prediction]');
    if (!pen || !prediction || pen.dataset.drawing !== undefined) return false;
    if (pen.dataset.revision !== prediction.dataset.revision) return false;
    return { digit: prediction.dataset.digit ?? '' };
  });
  const value = await reading.jsonValue();
  return value === false || value.digit === '' ? undefined : Number(value.digit);
}

function readDigits(file: string | undefined): readonly PenDigit[] {
  if (file === undefined) return stop('give the file of pen strokes');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return stop(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = z.array(digitSchema).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return stop(`${file}: at ${issue.path.join('.')}: ${issue.message}`);
}

function stop(message: string): never {
  console.error(`strokes: ${message}`);
  process.exit(1);
}
