import { readFileSync } from 'node:fs';
import type { Client } from '../../src/core/client.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { classOf, digitFeeds } from '../../src/core/networks/digit-feeds.ts';
import { classesOf, type NetworkName, networks } from '../../src/core/networks/networks.ts';
import { createStatus } from '../../src/core/status.ts';
import { parseWeights } from '../../src/core/weights.ts';
import type { Quantities } from '../../src/notebook/lesson.ts';
import { createPageStore, type PageStore } from '../../src/notebook/page-store.ts';
import type { Page } from '../../src/widgets/definition.ts';

const read = (network: NetworkName) =>
  parseWeights(networks[network], readFileSync(`public/models/${network}.safetensors`));
const weights = new Map<NetworkName, ReturnType<typeof read>>();
const engine = new HostEngine('float32');

/** The shipped networks on the host engine, in this thread. */
const hostClient: Client = {
  status: createStatus('host'),
  record({ network, pixels, label }) {
    const classes = classesOf(networks[network]);
    const index = classOf(classes, label ?? classes[0]);
    const inputs = digitFeeds(networks[network], pixels, [index]);
    const params = weights.get(network) ?? read(network);
    return hostClient.run({ graph: networks[network], params, inputs });
  },
  run: async (request) => ({
    state: 'answered',
    result: { trace: engine.recordNow(request), ms: 0 },
  }),
  async weights(network) {
    const known = weights.get(network) ?? read(network);
    weights.set(network, known);
    return known;
  },
  start: () => Promise.resolve(),
  pin() {},
  loseContext() {},
  dispose() {},
};

/** A page as a figure's test needs it. */
export function testPage(quantities: Quantities = {}): PageStore & Page {
  return { ...createPageStore(quantities), client: () => Promise.resolve(hostClient) };
}
