import { expect, test } from 'vitest';
import { cnn } from '../../src/core/networks/cnn.ts';
import { createDigitSource } from '../../src/digits/source.ts';
import { layoutOf, tensorsOf } from '../../src/training/layout.ts';
import type { LabelledDigits } from '../../src/training/shard.ts';
import { ShardPool } from '../../src/training/shard-pool.ts';
import { Trainer } from '../../src/training/trainer.ts';

const seed = 12;
const count = 96;
const digits: LabelledDigits = {
  pixels: new Float32Array(count * 784),
  labels: new Uint8Array(count),
};
createDigitSource({ seed, generatedPerEpoch: count }).fill(0, 0, digits.pixels, digits.labels);
const layout = layoutOf(cnn);
const recipe = {
  seed,
  epochs: 1,
  batchesPerEpoch: 6,
  maxRate: 0.004,
  rise: 0.25,
  weightDecay: 0.01,
  labelSmoothing: 0,
  averaging: 0,
};

/** Six steps with so many workers: the losses on the way and the weights at the end. */
async function trained(threads: number) {
  const pool = new ShardPool(cnn, digits, threads);
  const trainer = new Trainer(cnn, recipe);
  const losses: number[] = [];
  try {
    for (let step = 0; step < recipe.batchesPerEpoch; step++) {
      const shards = Array.from({ length: 4 }, (_, shard) =>
        Uint32Array.from({ length: 8 }, (_, i) => (32 * step + 8 * shard + i) % count),
      );
      const { loss, gradient } = await pool.batch(trainer.row, shards);
      trainer.step(tensorsOf(layout, gradient));
      losses.push(loss);
    }
  } finally {
    pool.dispose();
  }
  return { losses, row: trainer.row };
}

test('with 1, 2 and 3 workers losses and weights are the same to the last bit (seed 12)', async () => {
  const alone = await trained(1);
  expect(alone.losses[0]).toBeGreaterThan(2);
  expect(alone.losses[5]).toBeLessThan(alone.losses[0]);
  for (const threads of [2, 3]) {
    const together = await trained(threads);
    expect(together.losses).toEqual(alone.losses);
    expect(together.row).toEqual(alone.row);
  }
});

test('what a worker cannot do is said, and the batch rejects', async () => {
  const pool = new ShardPool(cnn, { pixels: digits.pixels, labels: digits.labels }, 1);
  const row = new Float32Array(layout.size + 1);
  await expect(pool.batch(row, [Uint32Array.of(0)])).rejects.toThrow();
  pool.dispose();
  await expect(pool.batch(row, [Uint32Array.of(0)])).rejects.toThrow();
  expect(() => new ShardPool(cnn, digits, 0)).toThrow('0 workers');
});
