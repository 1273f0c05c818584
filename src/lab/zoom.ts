import type { Cell } from '../trace/expression.ts';

/** How near the reader is: the whole network, one layer of it, or the sum of one cell. */
export type Zoom =
  | { readonly level: 'network' }
  /** The column that carries this value, and what it is made of. */
  | { readonly level: 'layer'; readonly value: string }
  | {
      readonly level: 'cell';
      readonly cell: Cell;
      /** The cells whose sums the reader came through, the first one first. */
      readonly via?: readonly Cell[];
    };

/** The reader's own way of looking from a resting place: enlarged, and a part of it in the middle. */
export interface Nearer {
  /** How many times the scale of the resting place: more than 1, at most `NEAREST`. */
  readonly by: number;
  /** What lies in the middle of the stage, as shares (0 … 1) of the resting place's own picture. */
  readonly x: number;
  readonly y: number;
}

/** How much nearer than a resting place the reader may go. */
export const NEAREST = 12;

export const wholeNetwork: Zoom = { level: 'network' };

/** One level out, along the way that the reader came in. */
export function outOf(zoom: Zoom): Zoom {
  if (zoom.level !== 'cell') return wholeNetwork;
  const { cell, via = [] } = zoom;
  const before = via.at(-1);
  if (before) return { level: 'cell', cell: before, via: via.slice(0, -1) };
  return cell.of === 'value' || cell.of === 'gradient'
    ? { level: 'layer', value: cell.id }
    : wholeNetwork;
}

/** One level in, towards a cell: its layer first, then its sum, then on to the sums it came from. */
export function into(zoom: Zoom, cell: Cell & { readonly of: 'value' | 'gradient' }): Zoom {
  if (zoom.level === 'network') return { level: 'layer', value: cell.id };
  if (zoom.level === 'layer') return { level: 'cell', cell };
  return { level: 'cell', cell, via: [...(zoom.via ?? []), zoom.cell] };
}
