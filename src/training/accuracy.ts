import type { HostEngine } from '../core/host/engine.ts';
import { predictedClasses } from '../core/metrics/ranking.ts';
import type { Graph } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';
import { digitFeed, type LabelledDigits } from './shard.ts';

/** What the network reads in each digit, in batches of `size`. */
export function* predictions(
  engine: HostEngine,
  graph: Graph,
  params: Readonly<Record<string, HostTensor>>,
  digits: LabelledDigits,
  size = 100,
): Generator<number[]> {
  for (let from = 0; from < digits.labels.length; from += size) {
    const to = Math.min(from + size, digits.labels.length);
    const inputs = digitFeed({
      pixels: digits.pixels.subarray(from * 784, to * 784),
      labels: digits.labels.subarray(from, to),
    });
    yield predictedClasses(engine.predictNow({ graph, params, inputs }, 'logits'));
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
