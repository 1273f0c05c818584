import type { Readable } from '../../../draw/feature-map.ts';
import type { TableSheet } from '../../../draw/table-view.tsx';
import { indexAt, type Plate } from './plate.ts';

/** A table for each output: shaped as its picture, or with a column for each picture. */
export function plateSheets(plate: Plate, data: Readable): readonly TableSheet[] {
  const { units, maps, cells, columns, unitStride, mapStride, positionStride } = plate;
  if (maps * cells === 1) {
    const view = { data, offset: 0, rows: units, columns: 1, rowStride: unitStride };
    return [{ name: plate.role, view: { ...view, columnStride: 1 }, heads: [plate.role] }];
  }
  const whole = maps === 1 && cells % columns === 0;
  return Array.from({ length: units }, (_, unit): TableSheet => {
    const offset = indexAt(plate, { unit, map: 0, position: 0 });
    const view = whole
      ? {
          rows: cells / columns,
          columns,
          rowStride: columns * positionStride,
          columnStride: positionStride,
        }
      : { rows: cells, columns: maps, rowStride: positionStride, columnStride: mapStride };
    const heads = whole ? undefined : Array.from({ length: maps }, (_, map) => `map ${map}`);
    return { name: `${plate.unitNoun} ${unit}`, view: { data, offset, ...view }, heads };
  });
}
