/**
 * Drawing by keyboard: a coarse grid of cells, switched on and off under a cursor. Neighbouring
 * cells are joined to strokes, so that the same pen, scaling and centring make the raster.
 */
import type { Drawing, Point, Stroke } from './strokes.ts';

/** Cells along a side. */
export const GRID_SIDE = 14;

export interface Grid {
  /** [14 · 14] row by row. */
  readonly cells: readonly boolean[];
  readonly row: number;
  readonly column: number;
}

/** Nothing drawn, the cursor near where most digits begin. */
export const EMPTY_GRID: Grid = {
  cells: Array.from({ length: GRID_SIDE * GRID_SIDE }, () => false),
  row: 2,
  column: 6,
};

export function isLit(grid: Grid, row: number, column: number): boolean {
  const inside = row >= 0 && column >= 0 && row < GRID_SIDE && column < GRID_SIDE;
  return inside && (grid.cells[row * GRID_SIDE + column] ?? false);
}

/** Switches the cell under the cursor. */
export function toggleCell(grid: Grid): Grid {
  return setCell(grid, !isLit(grid, grid.row, grid.column));
}

function setCell(grid: Grid, lit: boolean): Grid {
  return { ...grid, cells: grid.cells.with(grid.row * GRID_SIDE + grid.column, lit) };
}

/**
 * Moves the cursor, stopping at the edges; with the pen down (`inking`), the cell it leaves and the
 * cell it reaches are lit.
 */
export function moveCursor(grid: Grid, rows: number, columns: number, inking = false): Grid {
  const clamp = (index: number) => Math.max(0, Math.min(GRID_SIDE - 1, index));
  const moved = { row: clamp(grid.row + rows), column: clamp(grid.column + columns) };
  if (!inking) return { ...grid, ...moved };
  return setCell({ ...setCell(grid, true), ...moved }, true);
}

/**
 * The lit cells as strokes through their middles, pad units. Cells that touch along a side are
 * joined; cells that touch at a corner only where no lit cell lies beside both.
 */
export function gridDrawing(grid: Grid): Drawing {
  const links = grid.cells.map((lit, cell) => (lit ? linksOf(grid, cell) : []));
  const used = new Set<string>();
  const strokes: Stroke[] = [];
  const walkAll = (starts: (degree: number) => boolean) => {
    links.forEach((cells, cell) => {
      if (!starts(cells.length)) return;
      for (const next of cells) {
        if (!used.has(linkName(cell, next))) strokes.push(walk(links, used, cell, next));
      }
    });
  };
  walkAll((degree) => degree !== 2);
  walkAll((degree) => degree === 2);
  grid.cells.forEach((lit, cell) => {
    if (lit && links[cell]?.length === 0) strokes.push([middleOf(cell)]);
  });
  return strokes;
}

/** The stroke from `start` over `next`, on until a cell that ends a line or joins several. */
function walk(
  links: readonly (readonly number[])[],
  used: Set<string>,
  start: number,
  next: number,
): Stroke {
  const points = [middleOf(start)];
  let from = start;
  let to: number | undefined = next;
  while (to !== undefined) {
    used.add(linkName(from, to));
    points.push(middleOf(to));
    const here: number = to;
    const onward: readonly number[] = links[here] ?? [];
    to = onward.length === 2 ? onward.find((cell) => !used.has(linkName(here, cell))) : undefined;
    from = here;
  }
  return points;
}

function linksOf(grid: Grid, cell: number): number[] {
  const row = Math.floor(cell / GRID_SIDE);
  const column = cell % GRID_SIDE;
  const found: number[] = [];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const itself = dx === 0 && dy === 0;
      if (itself || !isLit(grid, row + dy, column + dx)) continue;
      const diagonal = dx !== 0 && dy !== 0;
      const around = isLit(grid, row + dy, column) || isLit(grid, row, column + dx);
      if (!(diagonal && around)) found.push((row + dy) * GRID_SIDE + column + dx);
    }
  }
  return found;
}

function linkName(a: number, b: number): string {
  return `${Math.min(a, b)}-${Math.max(a, b)}`;
}

function middleOf(cell: number): Point {
  return {
    x: ((cell % GRID_SIDE) + 0.5) / GRID_SIDE,
    y: (Math.floor(cell / GRID_SIDE) + 0.5) / GRID_SIDE,
  };
}
