import { viewsOf } from '../../src/training/layout.ts';
import { ShardPool } from '../../src/training/shard-pool.ts';
import { beginning } from './ours-training.ts';
import type { Job, TaskOf } from './task.ts';

/** A shard is a quarter of a batch: with one worker or four, the same shards are added up. */
const shards = 4;

/** The batch's shards on browser workers, their mean and the step in the page. */
export async function pooledTraining(task: TaskOf<'training'>, threads: number): Promise<Job> {
  const { batch, images } = task;
  const { graph, digits, layout, row, descent } = await beginning(task);
  const pool = new ShardPool(graph, digits, threads);
  const size = batch / shards;
  const rounds = Math.floor(digits.labels.length / images);
  let round = 0;
  return {
    async run() {
      const first = (round++ % rounds) * images;
      let sum = 0;
      for (let from = first; from < first + images; from += batch) {
        const places = Array.from({ length: shards }, (_, shard) =>
          Uint32Array.from({ length: size }, (_, i) => from + shard * size + i),
        );
        const { loss, gradient } = await pool.batch(row, places);
        descent(viewsOf(layout, gradient));
        sum += loss;
      }
      return sum / (images / batch);
    },
    dispose: () => pool.dispose(),
  };
}
