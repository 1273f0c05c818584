import { channelView } from '../draw/feature-map.ts';
import { TableView } from '../draw/table-view.tsx';
import type { Trace } from '../trace/trace.ts';
import { shownName } from './cell-text.ts';
import type { ColumnFrame } from './stage/frame.ts';
import { numbersOf, shownScale } from './stage/shown-scale.ts';

interface StepTableProps {
  readonly trace: Trace;
  readonly frame: ColumnFrame;
}

/** The tensor that the step makes, as a table: one sheet for each map. */
export function StepTable({ trace, frame: { column, shown } }: StepTableProps) {
  const { data } = numbersOf(trace, shown);
  const value = column.values.find(({ id }) => id === shown.value) ?? column.values[0];
  const { maps, rows, columns } = column;
  const sheets = maps
    ? Array.from({ length: maps }, (_, map) => ({
        name: `map ${map}`,
        view: channelView(data, rows, columns, maps, map),
      }))
    : [
        {
          name: 'all units',
          view: { data, offset: 0, rows, columns: 1, rowStride: 1, columnStride: 1 },
        },
      ];
  return (
    <TableView
      label={shownName(shown, value.title)}
      sheets={sheets}
      signed={shownScale(trace, shown).kind === 'diverging'}
    />
  );
}
