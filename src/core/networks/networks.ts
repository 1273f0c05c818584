import type { Graph } from '../../trace/graph.ts';
import { cnn } from './cnn.ts';
import { mlp } from './mlp.ts';

export type NetworkName = 'cnn' | 'mlp';

/** The networks that the site ships, by name; their weights lie in `public/models/`. */
export const networks: Readonly<Record<NetworkName, Graph>> = { cnn, mlp };

export const networkNames: readonly NetworkName[] = ['cnn', 'mlp'];
