import type { Client } from '../core/client.ts';
import { digitFeeds } from '../core/networks/digit-feeds.ts';
import type { Weights } from '../core/protocol.ts';
import { type Graph, type GraphNode, nodesBehindLoss } from '../trace/graph.ts';
import { activationOf, savedOf, type Trace } from '../trace/trace.ts';
import type { LabNetwork } from './networks/network.ts';

/**
 * The first digit's probabilities, one for each class, as the loss itself computes them. Of a lone
 * score z they are 1 − σ(z) and σ(z).
 */
export function probabilitiesOf(trace: Trace): number[] | undefined {
  const loss = nodesBehindLoss(trace.graph).at(-1);
  return loss && rowsOf(trace, loss)[0];
}

/** What the loss is taken of: one score for each class, or a lone one. */
export function scoresIn(trace: Trace): readonly number[] {
  const loss = nodesBehindLoss(trace.graph).at(-1);
  return loss ? Array.from(activationOf(trace, loss.inputs[0]).data) : [];
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
  // The probabilities do not ask for the label; the loss, which nobody reads here, does.
  const inputs = digitFeeds(network.graph, data, new Uint8Array(images.length));
  const request = { graph: oneWay(network.graph), params: weights, inputs };
  const outcome = await client.run(request, { lane });
  return outcome.state === 'answered' ? rowsOf(outcome.result.trace, loss) : undefined;
}

const readers = new WeakMap<Graph, Graph>();

/** The same nodes, asked for no gradient. */
function oneWay(graph: Graph): Graph {
  const reader = readers.get(graph) ?? { ...graph, loss: undefined };
  readers.set(graph, reader);
  return reader;
}

/** A row of probabilities for each digit of the batch. */
function rowsOf(trace: Trace, loss: GraphNode): number[][] {
  if (loss.kind === 'binaryCrossEntropy') {
    return Array.from(activationOf(trace, loss.inputs[0]).data, (z) => [logistic(-z), logistic(z)]);
  }
  const { data } = savedOf(trace, loss.id, 'probabilities');
  const all = Array.from(data);
  const classes = all.length / trace.batch;
  return Array.from({ length: trace.batch }, (_, i) => all.slice(i * classes, (i + 1) * classes));
}

/** σ(z), without overflow. */
const logistic = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
