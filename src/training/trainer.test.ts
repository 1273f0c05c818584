import { describe, expect, it } from 'vitest';
import { formatSafetensors, parseSafetensors } from '../core/formats/safetensors.ts';
import { HostEngine } from '../core/host/engine.ts';
import { mlp } from '../core/networks/mlp.ts';
import { createDigitSource } from '../digits/source.ts';
import { formatCheckpoint, restoreCheckpoint } from './checkpoint.ts';
import { layoutOf, tensorsOf, writeRow } from './layout.ts';
import { shardGradients, shardOf } from './shard.ts';
import { meanOfShards, type Recipe, Trainer } from './trainer.ts';

const recipe: Recipe = {
  seed: 4,
  epochs: 1,
  batchesPerEpoch: 8,
  maxRate: 0.003,
  rise: 0.25,
  weightDecay: 0.01,
  labelSmoothing: 0,
  averaging: 0.9,
};
const split = { shardSize: 8, shardsPerBatch: 2 };
const source = createDigitSource({ seed: 4, generatedPerEpoch: 128 });
const layout = layoutOf(mlp);
const engine = new HostEngine('float32');

/** Trains from the step where the trainer stands up to `until`; the losses on the way. */
function train(trainer: Trainer, until: number, order: readonly number[] = [0, 1]): number[] {
  const losses: number[] = [];
  for (let batch = trainer.steps; batch < until; batch++) {
    const rows = [new Float32Array(layout.size), new Float32Array(layout.size)];
    let loss = 0;
    for (const shard of order) {
      const digits = shardOf(source, { epoch: 0, batch, shard }, split);
      const result = shardGradients(engine, mlp, tensorsOf(layout, trainer.row), digits);
      writeRow(layout, rows[shard], result.gradients);
      loss += result.loss / 2;
    }
    trainer.step(tensorsOf(layout, meanOfShards(layout, rows)));
    losses.push(loss);
  }
  return losses;
}

describe('a training run (seed 4)', () => {
  it('learns: the loss falls from about ln 10', () => {
    const losses = train(new Trainer(mlp, recipe), 8);
    expect(losses[0]).toBeGreaterThan(2);
    expect(losses[7]).toBeLessThan(losses[0] - 0.2);
  });

  it('is the same to the last bit, whoever computes its shards first', () => {
    const one = new Trainer(mlp, recipe);
    const other = new Trainer(mlp, recipe);
    train(one, 3, [0, 1]);
    train(other, 3, [1, 0]);
    expect(one.row).toEqual(other.row);
  });

  it('goes on from a checkpoint as if it had never stopped', () => {
    const whole = new Trainer(mlp, recipe);
    train(whole, 4);
    const first = new Trainer(mlp, recipe);
    train(first, 2);
    const second = new Trainer(mlp, recipe);
    restoreCheckpoint(second, formatCheckpoint(first));
    train(second, 4);
    expect(second.row).toEqual(whole.row);
    expect(second.average).toEqual(whole.average);
  });

  it('refuses a checkpoint of another recipe', () => {
    const bytes = formatCheckpoint(new Trainer(mlp, recipe));
    const other = new Trainer(mlp, { ...recipe, seed: 5 });
    expect(() => restoreCheckpoint(other, bytes)).toThrow('belongs to another recipe');
  });

  it('refuses a checkpoint that does not say how far it got', () => {
    const { tensors, metadata } = parseSafetensors(formatCheckpoint(new Trainer(mlp, recipe)));
    for (const step of ['seven', '-1', '1.5']) {
      const bytes = formatSafetensors({ tensors, metadata: { ...metadata, step } });
      const restore = () => restoreCheckpoint(new Trainer(mlp, recipe), bytes);
      expect(restore).toThrow(`"step" should be a whole number, and is "${step}"`);
    }
    const { step: _, ...without } = metadata;
    const bytes = formatSafetensors({ tensors, metadata: without });
    expect(() => restoreCheckpoint(new Trainer(mlp, recipe), bytes)).toThrow('is undefined');
  });
});
