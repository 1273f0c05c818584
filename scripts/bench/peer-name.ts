import type { Backend } from './tfjs-backends.ts';

/** `layers`: tfjs-layers; `loop`: tfjs and its optimiser; on a backend. */
export type PeerName = `layers-${Backend}` | `loop-${Backend}` | 'convnetjs';
