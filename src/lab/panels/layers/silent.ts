import type { ValueId } from '../../../trace/graph.ts';
import { activationOf, type Trace } from '../../../trace/trace.ts';
import { type Column, unitCount, unitOf } from '../../stage/column.ts';

/** The units of a relu: its maps, or its cells. */
export interface ReluUnits {
  readonly value: ValueId;
  readonly column: Column;
}

/** Every relu of a network and the column that it stands in. */
export function reluUnitsOf(columns: readonly Column[]): readonly ReluUnits[] {
  return columns.flatMap((column) =>
    column.values.flatMap(({ id, node }) => (node?.kind === 'relu' ? [{ value: id, column }] : [])),
  );
}

/** The units that are 0 everywhere in one sample of the trace. */
export function silentUnits(
  trace: Trace,
  { value, column }: ReluUnits,
  sample = 0,
): readonly number[] {
  const { data } = activationOf(trace, value);
  const size = data.length / trace.batch;
  const heard = new Set<number>();
  for (let i = 0; i < size; i++) {
    // Written so that a NaN is heard: it is anything but silent.
    if (!(data[sample * size + i] === 0)) heard.add(unitOf(column, i));
  }
  return Array.from({ length: unitCount(column) }, (_, unit) => unit).filter(
    (unit) => !heard.has(unit),
  );
}

/** The units that are 0 everywhere in every sample of the trace. */
export function alwaysSilent(trace: Trace, units: ReluUnits): readonly number[] {
  const each = Array.from(
    { length: trace.batch },
    (_, sample) => new Set(silentUnits(trace, units, sample)),
  );
  return silentUnits(trace, units).filter((unit) => each.every((silent) => silent.has(unit)));
}
