import { describe, expect, it } from 'vitest';
import {
  EMPTY_GRID,
  GRID_SIDE,
  type Grid,
  gridDrawing,
  isLit,
  moveCursor,
  toggleCell,
} from './grid.ts';
import { rasterize } from './raster.ts';

/** A grid from rows of `#` and `.`. */
function gridOf(...rows: string[]): Grid {
  const cells = EMPTY_GRID.cells.map(
    (_, i) => rows[Math.floor(i / GRID_SIDE)]?.[i % GRID_SIDE] === '#',
  );
  return { ...EMPTY_GRID, cells };
}

describe('the keyboard grid', () => {
  it('is blank at first, and its drawing has no ink', () => {
    expect(gridDrawing(EMPTY_GRID)).toEqual([]);
    expect(rasterize(gridDrawing(EMPTY_GRID))).toBeUndefined();
  });

  it('switches the cell under the cursor on and off again', () => {
    const lit = toggleCell(EMPTY_GRID);
    expect(isLit(lit, EMPTY_GRID.row, EMPTY_GRID.column)).toBe(true);
    expect(toggleCell(lit)).toEqual(EMPTY_GRID);
    expect(EMPTY_GRID.cells.some((cell) => cell)).toBe(false);
  });

  it('draws while the cursor moves with the pen down, and stops at the edges', () => {
    let grid = EMPTY_GRID;
    for (let i = 0; i < GRID_SIDE + 3; i++) grid = moveCursor(grid, 1, 0, true);
    expect(grid.row).toBe(GRID_SIDE - 1);
    expect(grid.cells.filter((cell) => cell)).toHaveLength(GRID_SIDE - EMPTY_GRID.row);
    expect(gridDrawing(grid)).toHaveLength(1);
    expect(moveCursor(grid, 0, -99).column).toBe(0);
  });

  it('joins cells side by side and corner to corner, into as few strokes as there are lines', () => {
    expect(gridDrawing(gridOf('##', '.#', '..#', '..#'))).toHaveLength(1);
    expect(gridDrawing(gridOf('###', '.#.', '.#.'))).toHaveLength(3); // three arms of a T
    expect(gridDrawing(gridOf('###', '#.#', '###'))).toHaveLength(1); // a ring
    expect(gridDrawing(gridOf('#.#'))).toEqual([
      [{ x: 0.5 / GRID_SIDE, y: 0.5 / GRID_SIDE }],
      [{ x: 2.5 / GRID_SIDE, y: 0.5 / GRID_SIDE }],
    ]);
  });

  it('closes a ring where it began', () => {
    const [ring] = gridDrawing(gridOf('###', '#.#', '###'));
    expect(ring?.at(-1)).toEqual(ring?.[0]);
    expect(ring).toHaveLength(9);
  });

  it('gives the same raster as the same path drawn by pen', () => {
    const column = Array.from({ length: 9 }, () => '...#');
    const pen = [
      [
        { x: 0.4, y: 0.1 },
        { x: 0.4, y: 0.9 },
      ],
    ];
    expect(rasterize(gridDrawing(gridOf(...column)))?.pixels).toEqual(rasterize(pen)?.pixels);
  });
});
