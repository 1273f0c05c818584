import type { Graph } from '../../trace/graph.ts';
import { cnn } from './cnn.ts';
import { mlp } from './mlp.ts';
import { perceptron } from './perceptron.ts';

export type NetworkName = 'cnn' | 'mlp' | 'perceptron';

/** The networks that the site ships, by name; their weights lie in `public/models/`. */
export const networks: Readonly<Record<NetworkName, Graph>> = { cnn, mlp, perceptron };

export const networkNames: readonly NetworkName[] = ['cnn', 'mlp', 'perceptron'];

const tenDigits: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const threeAndSeven: readonly number[] = [3, 7];

/** The digits that a network tells apart, in the order of its classes. */
export const classesOf = (graph: Graph): readonly number[] =>
  graph === perceptron ? threeAndSeven : tenDigits;
