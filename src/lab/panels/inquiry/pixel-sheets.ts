import type { TableSheet } from '../../../draw/table-view.tsx';
import type { Numbers } from '../../../trace/tensor.ts';

/** One table for each map of pixels that is there, by its name. */
export function sheetsOf(
  maps: Readonly<Record<string, Numbers | undefined>>,
  columns: number,
): readonly TableSheet[] {
  return Object.entries(maps).flatMap(([name, data]) => {
    if (!data) return [];
    const rows = data.length / columns;
    return [
      { name, view: { data, offset: 0, rows, columns, rowStride: columns, columnStride: 1 } },
    ];
  });
}
