import { readFileSync } from 'node:fs';
import { HostEngine } from '../core/host/engine.ts';
import { type NetworkName, networks } from '../core/networks/networks.ts';
import { parseWeights } from '../core/weights.ts';
import { hostTensor } from '../trace/tensor.ts';
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
  record: (network, pixels, label) =>
    new HostEngine('float64').recordNow({
      graph: networks[network],
      params: weightsOf(network),
      inputs: {
        x: hostTensor([1, 28, 28, 1], pixels),
        label: hostTensor([1], [label], 'int32'),
      },
    }),
};
