import type { Cell } from '../trace/expression.ts';

/** How near the reader is: the whole network, one layer of it, or the sum of one cell. */
export type Zoom =
  | { readonly level: 'network' }
  /** The column that carries this value, and what it is made of. */
  | { readonly level: 'layer'; readonly value: string }
  | { readonly level: 'cell'; readonly cell: Cell };

export const wholeNetwork: Zoom = { level: 'network' };
