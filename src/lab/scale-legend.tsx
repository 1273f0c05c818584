import { Legend } from '../draw/legend.tsx';
import type { Trace } from '../trace/trace.ts';
import type { ColumnFrame, Shown } from './stage/frame.ts';
import { shownScale } from './stage/shown-scale.ts';

interface ScaleLegendProps {
  readonly trace: Trace;
  /** The column of the step: its scale is the one that is written out. */
  readonly frame: ColumnFrame;
}

/** The scale of the column that the step is at, and whose scale it is. */
export function ScaleLegend({ trace, frame: { column, shown } }: ScaleLegendProps) {
  const value = column.values.find(({ id }) => id === shown.value) ?? column.values[0];
  const whose = shown.scaling === 'network' ? 'all layers' : value.title;
  return <Legend scale={shownScale(trace, shown)} label={`${quantityOf(shown)}, ${whose}`} />;
}

const quantityOf = ({ pass, timesInput }: Shown): string =>
  pass === 'activation' ? 'activation' : timesInput ? 'a × δ' : 'gradient';
