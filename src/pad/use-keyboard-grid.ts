import { type KeyboardEvent, useRef, useState } from 'react';
import { onFineGrid } from '../digits/fine-grid.ts';
import {
  EMPTY_GRID,
  type Grid,
  gridDrawing,
  isLit,
  moveCursor,
  toggleCell,
} from '../digits/grid.ts';
import { type Drawing, EMPTY_DRAWING } from '../digits/strokes.ts';
import { arrowMoves } from '../draw/arrow-keys.ts';
import type { DrawingStore } from './drawing-history.ts';

/**
 * Drawing by keyboard: the grid's lit cells become strokes beside those that a pen drew. Each step
 * of the cursor is told to `say`.
 */
export function useKeyboardGrid(store: DrawingStore, say: (sentence: string) => void) {
  const [grid, setGrid] = useState<Grid>(EMPTY_GRID);
  const [shown, setShown] = useState(false);
  /** What was drawn before the grid's first cell, and what the grid itself drew last. */
  const penned = useRef<Drawing>(EMPTY_DRAWING);
  const own = useRef<Drawing>(undefined);

  const change = (next: Grid) => {
    const { drawing, mark, draw } = store.getState();
    mark();
    if (drawing !== own.current) penned.current = onFineGrid(drawing);
    own.current = [...penned.current, ...gridDrawing(next)];
    draw(own.current);
  };
  const release = () => {
    setShown(false);
    setGrid((now) => ({ ...EMPTY_GRID, row: now.row, column: now.column }));
    own.current = undefined;
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = arrowMoves[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') {
      release();
      store.getState().clear();
    } else if (move || event.key === ' ') {
      // Another hand changed the drawing since: its cells are no longer the grid's.
      const stale = own.current !== undefined && own.current !== store.getState().drawing;
      const base = stale ? { ...EMPTY_GRID, row: grid.row, column: grid.column } : grid;
      const next = move ? moveCursor(base, move[0], move[1], event.shiftKey) : toggleCell(base);
      if (next.cells !== base.cells) change(next);
      setGrid(next);
      setShown(true);
      const lit = isLit(next, next.row, next.column) ? 'ink' : 'blank';
      say(`row ${next.row + 1}, column ${next.column + 1}, ${lit}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { grid, shown, press, release, hide: () => setShown(false) };
}
