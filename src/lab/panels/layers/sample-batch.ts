import { forwardOnly } from '../../../core/forward-only.ts';
import type { Feeds } from '../../../core/protocol.ts';
import { rasterize } from '../../../digits/raster.ts';
import { sampleDigit } from '../../../digits/samples.ts';
import type { Graph } from '../../../trace/graph.ts';
import { feedsOf, type LabNetwork } from '../../networks/network.ts';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The ten sample digits as one batch of a network's inputs, without labels. */
export function sampleBatch(network: LabNetwork): Feeds {
  const each = digits.map((digit) => {
    const raster = rasterize(sampleDigit(digit));
    if (!raster) throw new Error(`the sample ${digit} has no ink`);
    return feedsOf(network, raster.pixels, network.classes[0]);
  });
  const inputs = network.graph.inputs.filter(({ dtype }) => dtype === 'real');
  return Object.fromEntries(
    inputs.map(({ id }) => {
      const parts = each.map((feeds) => feeds[id]);
      const [, ...rest] = parts[0].shape;
      const data = Float32Array.from(parts.flatMap((part) => Array.from(part.data)));
      return [id, { shape: [parts.length, ...rest], dtype: 'float32', data } as const];
    }),
  );
}

const readers = new WeakMap<Graph, Graph>();

/** The network without its loss; the same graph each time, so that engines know it again. */
export function readerOf(graph: Graph): Graph {
  const known = readers.get(graph) ?? forwardOnly(graph);
  readers.set(graph, known);
  return known;
}
