/**
 * Measures the slopes of all 784 pixels of the ten sample digits, one by one, and holds them
 * against the gradients of both shipped networks:
 *
 *   npm run differences [-- --webgl 0,1,2,3,4,5,6,7,8,9]
 *
 * On the host (float64), on digits whose background is lifted by a seeded jitter and on digits as
 * they are, where cells without a slope are counted; on WebGL (float32) in Chromium, where two
 * digits are enough unless others are named: a rasteriser in software takes its time.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createInquirer } from '../src/core/inquiry/inquirer.ts';
import {
  classesOf,
  type NetworkName,
  networkNames,
  networks,
} from '../src/core/networks/networks.ts';
import { type Compared, compare, type Digit } from './differences/compare.ts';
import { withWebglPage } from './webgl-page.ts';

const jitter = 0.002;
const hostEpsilons = [1e-6];
const hostLimit = 1e-6;
const secondsLimit = 2;
const webglEpsilons = [2 ** -10, 2 ** -12];
const webglLimit = 1e-2;

const { values } = parseArgs({ options: { webgl: { type: 'string', default: '3,7' } } });
const webglDigits = values.webgl.split(',').map(Number);
if (!webglDigits.every((digit) => Number.isInteger(digit) && digit >= 0 && digit <= 9)) {
  console.error(`differences: --webgl takes digits, such as 3,7; got "${values.webgl}"`);
  process.exit(1);
}

const weightsOf = (network: NetworkName): Buffer =>
  readFileSync(join(import.meta.dirname, `../public/models/${network}.safetensors`));

const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** A class half way round from the digit's own: what it is not, so that the loss has a slope. */
const otherThan = (network: NetworkName, digit: number): number => {
  const classes = classesOf(networks[network]);
  const own = classes.includes(digit) ? classes.indexOf(digit) : digit;
  return classes[(own + classes.length / 2) % classes.length];
};

const digitsOf = (
  network: NetworkName,
  noise: number,
  epsilons: readonly number[],
  digits: readonly number[] = all,
): Digit[] =>
  digits.map((digit) => ({
    network,
    digit,
    label: otherThan(network, digit),
    jitter: noise,
    epsilons,
  }));

interface Verdict {
  readonly text: string;
  readonly good: boolean;
}

/** A line for each digit, and what all ten come to. */
async function judge(
  name: string,
  limit: number,
  digits: readonly Digit[],
  measure: (digit: Digit) => Promise<Compared>,
): Promise<Verdict> {
  const found: Compared[] = [];
  for (const digit of digits) {
    const compared = await measure(digit);
    const { cells, withoutSlope, error, ms } = compared;
    console.log(
      `${name}, digit ${digit.digit}, label ${digit.label}: error ${error.toExponential(1)}, ` +
        `${withoutSlope} of ${cells} without a slope, ${seconds(ms)}`,
    );
    found.push(compared);
  }
  const worst = Math.max(...found.map(({ error }) => error));
  const times = found.map(({ ms }) => ms).sort((a, b) => a - b);
  const without = found.reduce((total, { withoutSlope }) => total + withoutSlope, 0);
  const share = (100 * without) / found.reduce((total, { cells }) => total + cells, 0);
  return {
    text:
      `${name}: worst error ${worst.toExponential(1)} of the largest gradient (limit ${limit.toExponential(0)}), ` +
      `${share.toFixed(1)}% without a slope, fastest ${seconds(times[0])}, slowest ${seconds(times[times.length - 1])}`,
    good: worst <= limit && share < 100,
  };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

async function onHost(verdicts: Verdict[]): Promise<void> {
  const inquirer = createInquirer();
  for (const network of networkNames) {
    const measure = (digit: Digit) => compare(inquirer, 'host', digit, weightsOf(network));
    // What others do on this machine costs time, not processor time.
    let fastest = Number.POSITIVE_INFINITY;
    const timed = async (digit: Digit) => {
      const before = process.cpuUsage();
      const compared = await measure(digit);
      const { user, system } = process.cpuUsage(before);
      fastest = Math.min(fastest, (user + system) / 1000);
      return compared;
    };
    const jittered = digitsOf(network, jitter, hostEpsilons);
    verdicts.push(await judge(`host64 ${network}, jittered`, hostLimit, jittered, timed));
    verdicts.push({
      text: `host64 ${network}: 784 pixels in ${seconds(fastest)} of processor time at best (limit ${secondsLimit} s)`,
      good: fastest < 1000 * secondsLimit,
    });
    const raw = digitsOf(network, 0, hostEpsilons);
    verdicts.push(await judge(`host64 ${network}, as drawn`, hostLimit, raw, measure));
  }
  inquirer.dispose();
}

function onWebgl(verdicts: Verdict[]): Promise<void> {
  const ready = () => window.compareOnWebgl !== undefined;
  return withWebglPage('scripts/differences/webgl.html', ready, async (page) => {
    for (const network of networkNames) {
      const weights = weightsOf(network).toString('base64');
      const measure = async (digit: Digit): Promise<Compared> => {
        const compared = await page.evaluate(
          ([asked, bytes]) => window.compareOnWebgl?.(asked, bytes),
          [digit, weights] as const,
        );
        if (!compared) throw new Error('the page measured nothing');
        return compared;
      };
      const digits = digitsOf(network, jitter, webglEpsilons, webglDigits);
      const name = `webgl ${network}, jittered, ε 2^-10 (near kinks 2^-12)`;
      verdicts.push(await judge(name, webglLimit, digits, measure));
    }
  });
}

const verdicts: Verdict[] = [];
await onHost(verdicts);
try {
  await onWebgl(verdicts);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  verdicts.push({ text: `webgl could not be tried: ${why}`, good: false });
}
console.log('');
for (const { text, good } of verdicts) console.log(`${good ? 'ok' : 'FAILED'} ${text}`);
process.exitCode = verdicts.every(({ good }) => good) ? 0 : 1;
