import type { Scale } from '../../../draw/scale.ts';
import type { Cell } from '../../../trace/expression.ts';

export type DataCell = Cell & { readonly of: 'value' | 'gradient' };

/**
 * The sum of one cell as a drawing: what went in, the weights, the products, each part's subtotal
 * and the running total. All places are in pixels of a board that fills the stage; seen from
 * farther away it is smaller, and shows less.
 */
export interface Board {
  readonly cell: DataCell;
  readonly width: number;
  readonly height: number;
  readonly grids: readonly BoardGrid[];
  readonly texts: readonly BoardText[];
  readonly rules: readonly BoardRule[];
  /** The sum as it is added up; the last total is the cell's value. */
  readonly ledger: readonly LedgerRow[];
  /** Parts of the sum that can be looked at in its large pictures. */
  readonly leads: readonly BoardLead[];
}

export interface BoardGrid {
  readonly x: number;
  readonly y: number;
  /** Of one cell. */
  readonly side: number;
  readonly across: number;
  readonly values: readonly number[];
  /** Which cell of the trace each number is, where it is one. */
  readonly cells: readonly (Cell | undefined)[];
  /** Its colours: those of the picture the numbers come from, where they come from one. */
  readonly scale: Scale;
  /** How its numbers are written once there is room for them. */
  readonly figures: Figures;
  readonly marks?: readonly Mark[];
}

/** Signed or not, divided by ten to a power, with so many decimals. */
export interface Figures {
  readonly signed: boolean;
  readonly power: number;
  readonly decimals: number;
}

/** A winner is framed, a tie hatched, the cell that the board is about dashed. */
export interface Mark {
  readonly at: number;
  readonly as: 'won' | 'tie' | 'here';
}

export interface BoardText {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly align?: 'start' | 'center' | 'end';
  readonly tone?: 'ink' | 'soft' | 'positive' | 'negative';
  readonly strong?: boolean;
}

export interface BoardRule {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface LedgerRow {
  readonly name: string;
  readonly subtotal: number;
  /** Everything up to here. */
  readonly running: number;
}

export interface BoardLead {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lead: number;
}

/** The cell of a board under a point in the board's own pixels, and the square it has there. */
export function maybeBoardCell(board: Board, x: number, y: number) {
  for (const { x: left, y: top, side, across, cells } of board.grids) {
    const column = Math.floor((x - left) / side);
    const row = Math.floor((y - top) / side);
    if (column < 0 || column >= across || row < 0) continue;
    const cell = cells[row * across + column];
    if (!cell) continue;
    const rect = { x: left + column * side, y: top + row * side, width: side, height: side };
    return { cell, rect };
  }
  return undefined;
}

export const maybeLead = (board: Board, x: number, y: number): number | undefined =>
  board.leads.find(
    (lead) => x >= lead.x && x < lead.x + lead.width && y >= lead.y && y < lead.y + lead.height,
  )?.lead;
