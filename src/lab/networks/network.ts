import type { Client } from '../../core/client.ts';
import { classOf, digitFeeds } from '../../core/networks/digit-feeds.ts';
import {
  classesOf,
  type NetworkName,
  networkNames,
  networks,
} from '../../core/networks/networks.ts';
import type { Feeds, Weights } from '../../core/protocol.ts';
import type { Graph } from '../../trace/graph.ts';

/** A network that the Lab can hold: one of the site's, or one that the reader brought. */
export interface LabNetwork {
  /** Unique on the shelf; what links name it by. */
  readonly id: string;
  readonly title: string;
  readonly graph: Graph;
  /** The digit that each output stands for. */
  readonly classes: readonly number[];
  readonly weights: Source;
}

/** Where the weights come from: the site's own file, or one that the reader opened. */
type Source =
  | { readonly from: 'site'; readonly name: NetworkName }
  | {
      readonly from: 'file';
      readonly file: string;
      readonly weights: Weights;
      /** What the file is, in a sentence. */
      readonly about: string;
    };

const titles: Readonly<Record<NetworkName, string>> = {
  cnn: 'convolutional net',
  mlp: 'dense net',
  perceptron: 'perceptron',
};

export function shipped(name: NetworkName): LabNetwork {
  const graph = networks[name];
  const weights = { from: 'site', name } as const;
  return { id: name, title: titles[name], graph, classes: classesOf(graph), weights };
}

/** The networks of a new Lab; the first one reads. */
export const shelf: readonly LabNetwork[] = networkNames.map(shipped);

/** A network's weights as they were made. Rejects with a `ModelError` when they cannot be had. */
export async function weightsOf({ weights }: LabNetwork, client: Client): Promise<Weights> {
  return weights.from === 'site' ? client.weights(weights.name) : weights.weights;
}

/**
 * What a network is fed: pixels [784], row by row, 0 (paper) to 1 (ink), and what its loss wants of
 * the label. Throws where the network has no class for it.
 */
export function feedsOf(
  { graph, classes }: LabNetwork,
  pixels: Float32Array,
  label: number,
): Feeds {
  return digitFeeds(graph, pixels, [classOf(classes, label)]);
}
