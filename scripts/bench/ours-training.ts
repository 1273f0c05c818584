import { predictedClasses } from '../../src/core/metrics/ranking.ts';
import { digitFeeds } from '../../src/core/networks/digit-feeds.ts';
import { sgd } from '../../src/core/optimizers/sgd.ts';
import { settingsOf } from '../../src/core/settings.ts';
import type { Graph, ParamId } from '../../src/trace/graph.ts';
import {
  layoutOf,
  type ParamLayout,
  tensorsOf,
  viewsOf,
  writeRow,
} from '../../src/training/layout.ts';
import { meanOfShards } from '../../src/training/trainer.ts';
import { type Digits, digitsPath, fetchDigits, fetchTensors, part, roundOf } from './digits.ts';
import type { Runner } from './engines.ts';
import { graphOf, weightsPath } from './networks.ts';
import { type Job, learningRate, readingBatch, type TaskOf } from './task.ts';

/** Steps of plain gradient descent on a flat row of weights, which it changes. */
function createDescent(graph: Graph, layout: ParamLayout, row: Float32Array) {
  const weights = viewsOf(layout, row);
  const settings = settingsOf(sgd, {});
  let memory = Object.fromEntries(
    graph.params.map(({ id }) => [id, sgd.start(weights[id], settings)]),
  );
  return (gradient: Readonly<Record<ParamId, Float32Array>>): void => {
    const next: typeof memory = {};
    for (const { id } of graph.params) {
      const point = { weights: weights[id], gradient: gradient[id] };
      const stepped = sgd.step(point, memory[id], learningRate, settings);
      weights[id].set(stepped.weights);
      next[id] = stepped.state;
    }
    memory = next;
  };
}

/** What a training of ours begins with: everyone's weights as one row, and everyone's digits. */
export async function beginning({ network }: Pick<TaskOf<'training'>, 'network'>) {
  const graph = graphOf(network);
  const [start, digits] = await Promise.all([
    fetchTensors(weightsPath(network, 'start')),
    fetchDigits(digitsPath),
  ]);
  const layout = layoutOf(graph);
  const row = new Float32Array(layout.size);
  writeRow(layout, row, start);
  return { graph, digits, layout, row, descent: createDescent(graph, layout, row) };
}

/** One thread of ours: the gradients of shards, their mean, one step. */
export async function training(task: TaskOf<'training'>, runner: Runner): Promise<Job> {
  const { batch, images } = task;
  const { graph, digits, layout, row, descent } = await beginning(task);
  let round = 0;

  async function step(examples: Digits): Promise<number> {
    const size = Math.min(runner.shard, batch);
    // New tensors each step: an engine may keep those uploaded that it has seen.
    const params = tensorsOf(layout, row);
    const shards: Float32Array[] = [];
    let loss = 0;
    for (let from = 0; from < batch; from += size) {
      const { pixels, labels } = part(examples, from, size);
      const inputs = digitFeeds(graph, pixels, labels);
      const result = await runner.gradients({ graph, params, inputs });
      const flat = new Float32Array(layout.size);
      writeRow(layout, flat, result.gradients);
      shards.push(flat);
      loss += (result.loss * size) / batch;
    }
    descent(viewsOf(layout, meanOfShards(layout, shards)));
    return loss;
  }

  return {
    async run() {
      const examples = roundOf(digits, round++, images);
      let sum = 0;
      for (let from = 0; from < images; from += batch) {
        sum += await step(part(examples, from, batch));
      }
      return sum / (images / batch);
    },
    dispose() {},
  };
}

export async function evaluation(task: TaskOf<'evaluation'>, runner: Runner): Promise<Job> {
  const { network, images } = task;
  const graph = graphOf(network);
  const [params, digits] = await Promise.all([
    fetchTensors(weightsPath(network, 'shipped')),
    fetchDigits(digitsPath),
  ]);
  let round = 0;
  return {
    async run() {
      const all = roundOf(digits, round++, images);
      let right = 0;
      for (let from = 0; from < images; from += readingBatch) {
        const { pixels, labels } = part(all, from, readingBatch);
        const inputs = digitFeeds(graph, pixels, labels);
        const logits = await runner.predict({ graph, params, inputs }, 'logits');
        predictedClasses(logits).forEach((predicted, at) => {
          if (predicted === labels[at]) right++;
        });
      }
      return right;
    },
    dispose() {},
  };
}
