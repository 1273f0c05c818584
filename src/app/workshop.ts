import { readFileSync } from 'node:fs';
import { HostEngine } from '../core/host/engine.ts';
import { classOf, digitFeeds } from '../core/networks/digit-feeds.ts';
import { classesOf, type NetworkName, networks } from '../core/networks/networks.ts';
import { parseWeights } from '../core/weights.ts';
import type { Workshop } from '../widgets/definition.ts';

const weights = new Map<NetworkName, ReturnType<typeof parseWeights>>();

function weightsOf(network: NetworkName) {
  const read = () => readFileSync(`public/models/${network}.safetensors`);
  const known = weights.get(network) ?? parseWeights(networks[network], read());
  weights.set(network, known);
  return known;
}

/** Shipped networks at work in Node, while the site is built. */
export const workshop: Workshop = {
  record(network, pixels, label) {
    const graph = networks[network];
    const inputs = digitFeeds(graph, pixels, [classOf(classesOf(graph), label)]);
    return new HostEngine('float64').recordNow({ graph, params: weightsOf(network), inputs });
  },
};
