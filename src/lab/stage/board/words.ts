import type { Column } from '../column.ts';

/** A picture of a column, in few words: `pool 1, map 3`, `digit 4`, `unit 17`. */
export function unitWords(column: Column, unit: number): string {
  if (column.maps > 1) return `${column.title}, map ${unit}`;
  if (column.maps === 1) return column.title;
  return column.names ? `digit ${column.names[unit]}` : `unit ${unit}`;
}

export const shortUnit = (column: Column, unit: number): string =>
  column.maps > 1 ? `map ${unit}` : unitWords(column, unit);
