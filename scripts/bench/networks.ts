import { cnn } from '../../src/core/networks/cnn.ts';
import { mlp } from '../../src/core/networks/mlp.ts';
import { checkGraph, type Graph } from '../../src/trace/graph.ts';

export type BenchNetwork = 'cnn' | 'mlp';

/** By how much the CNN's channels and hidden units are multiplied. */
export const widths = [1, 2, 4, 8] as const;
export type Width = (typeof widths)[number];

const graphs: Readonly<Record<BenchNetwork, Graph>> = { cnn, mlp };

/** A network of the site; the CNN also `width` times as wide. */
export function graphOf(network: BenchNetwork, width: Width = 1): Graph {
  if (width === 1) return graphs[network];
  if (network !== 'cnn') throw new RangeError(`only the CNN is made wider, not ${network}`);
  const [c1, c2, hidden] = [8 * width, 16 * width, 64 * width];
  return checkGraph({
    ...cnn,
    params: [
      { id: 'conv1.w', shape: [5, 5, 1, c1] },
      { id: 'conv1.b', shape: [c1] },
      { id: 'conv2.w', shape: [3, 3, c1, c2] },
      { id: 'conv2.b', shape: [c2] },
      { id: 'dense1.W', shape: [hidden, 25 * c2] },
      { id: 'dense1.b', shape: [hidden] },
      { id: 'dense2.W', shape: [10, hidden] },
      { id: 'dense2.b', shape: [10] },
    ],
  });
}

/** Multiplications of weights in one forward pass of the CNN, in millions. */
export function millionProducts(width: Width): number {
  const conv1 = 24 * 24 * 25 * (8 * width);
  const conv2 = 10 * 10 * 9 * (8 * width) * (16 * width);
  const dense = 400 * width * (64 * width) + 64 * width * 10;
  return (conv1 + conv2 + dense) / 1e6;
}

/** Where a network's weights lie on the bench's server. */
export const weightsPath = (network: BenchNetwork, which: 'shipped' | 'start', width: Width = 1) =>
  `/data/${network}-${which}${width === 1 ? '' : `-${width}`}.safetensors`;
