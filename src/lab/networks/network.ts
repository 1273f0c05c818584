import type { Client } from '../../core/client.ts';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
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
  | { readonly from: 'file'; readonly file: string; readonly weights: Weights };

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const titles: Readonly<Record<NetworkName, string>> = {
  cnn: 'convolutional net',
  mlp: 'dense net',
};

export function shipped(name: NetworkName): LabNetwork {
  const weights = { from: 'site', name } as const;
  return { id: name, title: titles[name], graph: networks[name], classes: digits, weights };
}

/** The networks of a new Lab; the first one reads. */
export const shelf: readonly LabNetwork[] = [shipped('cnn'), shipped('mlp')];

/** A network's weights as they were made. Rejects with a `ModelError` when they cannot be had. */
export async function weightsOf({ weights }: LabNetwork, client: Client): Promise<Weights> {
  return weights.from === 'site' ? client.weights(weights.name) : weights.weights;
}

/** What a network is fed: pixels [784], row by row, 0 (paper) to 1 (ink), and the label's class. */
export function feedsOf({ classes }: LabNetwork, pixels: Float32Array, label: number): Feeds {
  return {
    x: { shape: [1, 28, 28, 1], dtype: 'float32', data: pixels },
    label: { shape: [1], dtype: 'int32', data: Int32Array.of(classes.indexOf(label)) },
  };
}
