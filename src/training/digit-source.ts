import { type Distortion, distort } from '../digits/augment.ts';
import { generateDigit, randomPen } from '../digits/generated/digit.ts';
import type { DigitSet } from '../digits/idx.ts';
import { Random } from '../digits/random.ts';
import { rasterize } from '../digits/raster.ts';
import type { LabelledDigits, ShardSource } from './shard.ts';

const PIXELS = 784;

/** What a training run learns from. */
export interface DigitMix {
  readonly seed: number;
  /** Scanned digits, each met once an epoch under a new distortion; none for generated ones alone. */
  readonly scanned?: DigitSet;
  /** Digits drawn by program in each epoch, new ones every time. */
  readonly generatedPerEpoch: number;
  readonly distortion: Distortion;
  readonly shardSize: number;
  readonly shardsPerBatch: number;
}

/** Scanned and generated digits, shuffled together anew in each epoch, all from one seed. */
export function createDigitSource(mix: DigitMix): ShardSource {
  const scannedCount = mix.scanned?.count ?? 0;
  const total = scannedCount + mix.generatedPerEpoch;
  const perBatch = mix.shardSize * mix.shardsPerBatch;
  const batchesPerEpoch = Math.floor(total / perBatch);
  if (batchesPerEpoch < 1) {
    throw new Error(`${total} digits an epoch do not fill one batch of ${perBatch}`);
  }
  let shuffled: { epoch: number; order: Uint32Array } | undefined;
  const orderOf = (epoch: number): Uint32Array => {
    if (shuffled?.epoch !== epoch) {
      shuffled = { epoch, order: new Random(mix.seed, 2, epoch).permutation(total) };
    }
    return shuffled.order;
  };
  return {
    batchesPerEpoch,
    shard(epoch, batch, shard) {
      const order = orderOf(epoch);
      const pixels = new Float32Array(mix.shardSize * PIXELS);
      const labels = new Uint8Array(mix.shardSize);
      const scratch = new Float32Array(PIXELS);
      for (let i = 0; i < mix.shardSize; i++) {
        const item = order[batch * perBatch + shard * mix.shardSize + i];
        const random = new Random(mix.seed, 3, epoch, item);
        const to = pixels.subarray(i * PIXELS, (i + 1) * PIXELS);
        labels[i] =
          mix.scanned && item < scannedCount
            ? distorted(mix.scanned, item, mix.distortion, random, scratch, to)
            : drawn(random, to);
      }
      return { pixels, labels };
    },
  };
}

function distorted(
  set: DigitSet,
  item: number,
  distortion: Distortion,
  random: Random,
  scratch: Float32Array,
  to: Float32Array,
): number {
  for (let i = 0; i < PIXELS; i++) scratch[i] = set.images[item * PIXELS + i] / 255;
  distort(scratch, to, distortion, random);
  return set.labels[item];
}

function drawn(random: Random, to: Float32Array): number {
  const label = random.below(10);
  const raster = rasterize(generateDigit(label, random), randomPen(random));
  if (raster) to.set(raster.pixels);
  return label;
}

/** A set as it is, for measuring: pixels in 0 … 1. */
export function plainDigits(set: DigitSet, from = 0, to = set.count): LabelledDigits {
  return {
    pixels: Float32Array.from(
      set.images.subarray(from * PIXELS, to * PIXELS),
      (byte) => byte / 255,
    ),
    labels: set.labels.subarray(from, to),
  };
}

/** Part of a set. */
export function partOf(set: DigitSet, from: number, to: number): DigitSet {
  return {
    count: to - from,
    images: set.images.subarray(from * PIXELS, to * PIXELS),
    labels: set.labels.subarray(from, to),
  };
}
