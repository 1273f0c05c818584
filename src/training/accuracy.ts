import type { HostEngine } from '../core/host/engine.ts';
import { predictedClasses } from '../core/metrics/ranking.ts';
import { digitFeeds } from '../core/networks/digit-feeds.ts';
import { type Graph, maybeMaker } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';
import type { LabelledDigits } from './shard.ts';

/** The class that the network gives each digit, in batches of `size`. */
export function* predictions(
  engine: HostEngine,
  graph: Graph,
  params: Readonly<Record<string, HostTensor>>,
  digits: LabelledDigits,
  size = 100,
): Generator<number[]> {
  for (let from = 0; from < digits.labels.length; from += size) {
    const to = Math.min(from + size, digits.labels.length);
    const pixels = digits.pixels.subarray(from * 784, to * 784);
    const inputs = digitFeeds(graph, pixels, digits.labels.subarray(from, to));
    const scores = engine.predictNow({ graph, params, inputs }, scoresOf(graph));
    // A lone score decides by its sign.
    yield scores.shape[1] === 1
      ? Array.from(scores.data, (score) => (score > 0 ? 1 : 0))
      : predictedClasses(scores);
  }
}

/** How many digits are read as their label says. */
export function correctCount(
  engine: HostEngine,
  graph: Graph,
  params: Readonly<Record<string, HostTensor>>,
  digits: LabelledDigits,
): number {
  let correct = 0;
  let at = 0;
  for (const batch of predictions(engine, graph, params, digits)) {
    for (const predicted of batch) if (predicted === digits.labels[at++]) correct++;
  }
  return correct;
}

/** What the loss is taken of. */
function scoresOf(graph: Graph): string {
  const scores = graph.loss && maybeMaker(graph, graph.loss)?.inputs[0];
  if (scores === undefined) throw new RangeError('the network has no loss, so no scores');
  return scores;
}
