import { HostEngine } from '../core/host/engine.ts';
import { heUniform } from '../core/initializers.ts';
import { classOf, digitFeeds } from '../core/networks/digit-feeds.ts';
import { classesOf, type NetworkName, networks } from '../core/networks/networks.ts';
import type { TieRule } from '../core/pooling.ts';
import { Random } from '../digits/random.ts';
import { rasterize } from '../digits/raster.ts';
import { sampleDigit } from '../digits/samples.ts';
import type { Trace } from '../trace/trace.ts';
import { withTies } from './networks/with-ties.ts';

/** For tests: a shipped network with seeded random weights, run on the sample 3 in float64. */
export function tracedThree(
  network: NetworkName,
  label = network === 'perceptron' ? 7 : 8,
  ties: TieRule = 'first',
): Trace {
  const graph = withTies(networks[network], ties);
  const random = new Random(7);
  const pixels = rasterize(sampleDigit(3))?.pixels ?? new Float32Array(784);
  return new HostEngine('float64').recordNow({
    graph,
    params: heUniform(graph, (low, high) => random.between(low, high)),
    inputs: digitFeeds(graph, pixels, [classOf(classesOf(networks[network]), label)]),
  });
}
