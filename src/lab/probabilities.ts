import type { Client } from '../core/client.ts';
import type { Weights } from '../core/protocol.ts';
import { type Graph, nodesBehindLoss } from '../trace/graph.ts';
import { savedOf, type Trace } from '../trace/trace.ts';
import type { LabNetwork } from './networks/network.ts';

/** The first digit's probabilities, one for each class, as the loss itself computes them. */
export function probabilitiesOf(trace: Trace): number[] | undefined {
  const loss = nodesBehindLoss(trace.graph).at(-1);
  return loss && rowsOf(trace, loss.id)[0];
}

interface Question {
  readonly network: LabNetwork;
  readonly weights: Weights;
  /** Images of 784 pixels each, 0 … 1. */
  readonly images: readonly Float32Array[];
  /** Newer questions of one lane take each other's place. */
  readonly lane: string;
}

/** What a network reads in many images, without the way back; undefined if it was superseded. */
export async function readMany(
  client: Client,
  { network, weights, images, lane }: Question,
): Promise<readonly (readonly number[])[] | undefined> {
  const loss = nodesBehindLoss(network.graph).at(-1);
  if (!loss || images.length === 0) return [];
  const data = new Float32Array(784 * images.length);
  images.forEach((image, i) => {
    data.set(image, 784 * i);
  });
  const inputs = {
    x: { shape: [images.length, 28, 28, 1], dtype: 'float32', data },
    // The probabilities do not ask for the label; the loss, which nobody reads here, does.
    label: { shape: [images.length], dtype: 'int32', data: new Int32Array(images.length) },
  } as const;
  const request = { graph: oneWay(network.graph), params: weights, inputs };
  const outcome = await client.run(request, { lane });
  return outcome.state === 'answered' ? rowsOf(outcome.result.trace, loss.id) : undefined;
}

const readers = new WeakMap<Graph, Graph>();

/** The same nodes, asked for no gradient. */
function oneWay(graph: Graph): Graph {
  const reader = readers.get(graph) ?? { ...graph, loss: undefined };
  readers.set(graph, reader);
  return reader;
}

/** A row of probabilities for each digit of the batch. */
function rowsOf(trace: Trace, loss: string): number[][] {
  const { data } = savedOf(trace, loss, 'probabilities');
  const all = Array.from(data);
  const classes = all.length / trace.batch;
  return Array.from({ length: trace.batch }, (_, i) => all.slice(i * classes, (i + 1) * classes));
}
