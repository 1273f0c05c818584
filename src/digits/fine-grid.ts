import type { Drawing, Point } from './strokes.ts';

/**
 * Steps along the pad's side that an exact drawing code keeps. Whole steps of 1/800, and the cells'
 * middles of the keyboard's grid, are steps of this, too.
 */
export const FINE_GRID = 5600;
/** Steps of pressure. The 0.5 of a mouse is one of them. */
export const FINE_PRESSES = 64;

/** A drawing whose numbers an exact code holds: within 1/11200 of the pad. */
export function onFineGrid(drawing: Drawing): Drawing {
  return drawing.map((stroke) => stroke.map(fine));
}

/** A point on the fine grid. */
export const fine = (point: Point): Point => ({
  ...point,
  // Never −0, which no code holds.
  x: Math.round(point.x * FINE_GRID) / FINE_GRID + 0,
  y: Math.round(point.y * FINE_GRID) / FINE_GRID + 0,
  ...(point.pressure === undefined ? {} : { pressure: finePress(point.pressure) / FINE_PRESSES }),
});

/** A character has room for 63 at most. */
export const finePress = (pressure = 0.5): number =>
  Math.max(0, Math.min(FINE_PRESSES - 1, Math.round(pressure * FINE_PRESSES)));
