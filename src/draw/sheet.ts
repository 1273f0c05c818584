import type { TableSheet } from './table-view.tsx';

/** A table of the figure's numbers, given row by row: so many columns, or one for each head. */
export function sheet(
  name: string,
  data: ArrayLike<number>,
  heads: number | readonly string[],
): TableSheet {
  const columns = typeof heads === 'number' ? heads : heads.length;
  const rows = columns === 0 ? 0 : data.length / columns;
  const view = { data, columns, rows, offset: 0, rowStride: columns, columnStride: 1 };
  return typeof heads === 'number' ? { name, view } : { name, view, heads };
}
