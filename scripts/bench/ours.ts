import { digitFeeds } from '../../src/core/networks/digit-feeds.ts';
import { activationOf, gradientOf, paramGradientOf, type Trace } from '../../src/trace/trace.ts';
import { fetchDigits, fetchTensors, oneDigitPath } from './digits.ts';
import type { EngineName, Runner } from './engines.ts';
import { engines } from './engines.ts';
import { graphOf, weightsPath } from './networks.ts';
import type { Contestant, Job, TaskOf } from './task.ts';

/** Workers that train together; they take the best engine of a thread by themselves. */
export const oursTogether = (threads: number): Contestant => ({
  async training(task) {
    const { pooledTraining } = await import('./pool-training.ts');
    return pooledTraining(task, threads);
  },
});

/** One of our engines as a contestant. */
export function ours(name: EngineName): Contestant {
  const runner = engines[name]();
  return {
    trace: async (task) => tracing(task, runner),
    async training(task) {
      const { training } = await import('./ours-training.ts');
      return training(task, await runner);
    },
    async evaluation(task) {
      const { evaluation } = await import('./ours-training.ts');
      return evaluation(task, await runner);
    },
  };
}

async function tracing(task: TaskOf<'trace'>, coming: Promise<Runner>): Promise<Job> {
  const { network, width } = task;
  const graph = graphOf(network, width);
  const [runner, params, digit] = await Promise.all([
    coming,
    fetchTensors(weightsPath(network, width === 1 ? 'shipped' : 'start', width)),
    fetchDigits(oneDigitPath),
  ]);
  const request = { graph, params, inputs: digitFeeds(graph, digit.pixels, digit.labels) };
  let trace: Trace | undefined;
  return {
    async run() {
      trace = await runner.record(request);
      return activationOf(trace, 'loss').data[0];
    },
    async gradients() {
      if (!trace) return {};
      const of: Record<string, readonly number[]> = {};
      for (const { id } of graph.params) of[id] = [...paramGradientOf(trace, id).sum.data];
      for (const { id, dtype } of graph.inputs) {
        if (dtype === 'real') of[id] = [...gradientOf(trace, id).sum.data];
      }
      for (const { outputs } of graph.nodes) {
        for (const id of outputs) of[id] = [...gradientOf(trace, id).sum.data];
      }
      return of;
    },
    dispose() {
      trace = undefined;
    },
  };
}
