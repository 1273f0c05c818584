import type { TableSheet } from './table-view.tsx';

/** A table of the figure's numbers, given row by row. */
export function sheet(name: string, data: ArrayLike<number>, columns: number): TableSheet {
  const rows = columns === 0 ? 0 : data.length / columns;
  return { name, view: { data, columns, rows, offset: 0, rowStride: columns, columnStride: 1 } };
}
