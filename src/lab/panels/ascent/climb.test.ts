import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HostEngine } from '../../../core/host/engine.ts';
import { networks } from '../../../core/networks/networks.ts';
import { parseWeights } from '../../../core/weights.ts';
import { Random } from '../../../digits/random.ts';
import { rasterize } from '../../../digits/raster.ts';
import { sampleDigit } from '../../../digits/samples.ts';
import { feedsOf, shipped } from '../../networks/network.ts';
import { type Brakes, blurred, climbed, distance } from './climb.ts';

const cnn = shipped('cnn');
const params = parseWeights(networks.cnn, readFileSync('public/models/cnn.safetensors'));
const engine = new HostEngine('float32');

function look(image: Float32Array, target: number) {
  const inputs = feedsOf(cnn, image, target);
  const trace = engine.recordNow({ graph: networks.cnn, params, inputs });
  return {
    share: trace.values.probs.data[target],
    loss: trace.values.loss.data[0],
    gradient: Array.from(trace.backward?.values.x.sum.data ?? []),
  };
}

function sample(digit: number): Float32Array {
  const raster = rasterize(sampleDigit(digit));
  if (!raster) throw new Error('a sample has no ink');
  return raster.pixels;
}

/** So many steps towards a target. */
function climb(origin: Float32Array, target: number, brakes: Brakes, steps: number) {
  let image = origin;
  for (let i = 0; i < steps; i++) {
    image = climbed(image, origin, look(image, target).gradient, brakes);
  }
  return image;
}

const free: Brakes = { rate: 0.01, pull: 0, blur: 0 };

describe('ascent on the image', () => {
  test('raises the probability of the wanted digit, on every sample', () => {
    for (let digit = 0; digit < 10; digit++) {
      const target = (digit + 3) % 10;
      const origin = sample(digit);
      const before = look(origin, target);
      expect(look(climb(origin, target, free, 1), target).loss).toBeLessThan(before.loss);
      expect(look(climb(origin, target, free, 60), target).share).toBeGreaterThan(0.5);
    }
  });

  test('is x − ηg where no brake holds, and never leaves paper and ink', () => {
    const origin = Float32Array.of(0.5, 0, 1, 0.9);
    const next = climbed(origin, origin, [1, 1, -1, -2], { ...free, rate: 0.1 });
    expect(Array.from(next)).toEqual(Array.from(Float32Array.of(0.4, 0, 1, 1)));
    const image = climb(sample(8), 3, { ...free, rate: 1 }, 5);
    expect(Math.min(...image)).toBe(0);
    expect(Math.max(...image)).toBe(1);
  });

  test('a pull keeps the picture within ‖g‖/λ of its start, however long it climbs', () => {
    const origin = sample(1);
    const brakes = { rate: 0.05, pull: 4, blur: 0 };
    let image = origin;
    let steepest = 0;
    let far = 0;
    for (let i = 0; i < 80; i++) {
      const { gradient } = look(image, 3);
      steepest = Math.max(steepest, distance(gradient, new Float32Array(784)));
      image = climbed(image, origin, gradient, brakes);
      far = distance(image, origin);
      expect(far).toBeLessThanOrEqual(steepest / brakes.pull + 1e-6);
    }
    expect(far).toBeGreaterThan(0);
    expect(far).toBeLessThan(distance(climb(origin, 3, { ...brakes, pull: 0 }, 80), origin));
  });

  test('is the same at any strength of the pull: nothing swings', () => {
    const origin = sample(1);
    const held = climb(origin, 3, { rate: 1, pull: 1000, blur: 0 }, 3);
    expect(distance(held, origin)).toBeLessThan(0.1);
  });

  test('a blur makes what is changed smooth', () => {
    const origin = new Float32Array(784).fill(0.5);
    const roughness = (image: Float32Array) => {
      const change = image.map((x, i) => x - origin[i]);
      const next = change.slice(1);
      return distance(next, change.slice(0, -1)) / distance(change, new Float32Array(784));
    };
    const rough = roughness(climb(origin, 3, free, 5));
    const smooth = roughness(climb(origin, 3, { ...free, blur: 1.5 }, 5));
    expect(smooth).toBeLessThan(rough / 2);
  });
});

describe('the blur', () => {
  test('leaves the image alone at 0, and keeps its sum within the edges', () => {
    const random = new Random(4);
    const image = new Float32Array(784);
    for (let i = 0; i < 784; i++) {
      const [row, column] = [Math.floor(i / 28), i % 28];
      if (Math.min(row, column, 27 - row, 27 - column) >= 9) image[i] = random.between(-1, 1);
    }
    expect(blurred(image, 0)).toBe(image);
    const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((a, b) => a + b, 0);
    expect(sum(blurred(image, 3))).toBeCloseTo(sum(image), 5);
  });

  test('spreads one pixel into a bell, alike in all four directions', () => {
    const image = new Float32Array(784);
    image[14 * 28 + 14] = 1;
    const bell = blurred(image, 1.5);
    const at = (row: number, column: number) => bell[(14 + row) * 28 + 14 + column];
    expect(at(0, 2) / at(0, 0)).toBeCloseTo(Math.exp(-4 / (2 * 1.5 ** 2)), 9);
    expect([at(0, -2), at(2, 0), at(-2, 0)]).toEqual([at(0, 2), at(0, 2), at(0, 2)]);
  });
});
