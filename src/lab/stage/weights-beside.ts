import type { Trace } from '../../trace/trace.ts';
import { type Group, readingOf } from '../strip/reading.ts';
import { type Column, unitOf } from './column.ts';
import type { Focus } from './focus.ts';
import { throughOf } from './through.ts';

/**
 * The weights that stand beside pictures while a layer is open: beside each picture that the sum
 * reads, those it is read through. Where it reads only one, also those of every other map, beside it.
 */
export function weightsBeside(
  trace: Trace,
  columns: readonly Column[],
  { cell, column, made }: Focus,
): readonly Group[] {
  const reading = made && readingOf(trace, columns, made);
  if (reading?.kind !== 'weighted') return [];
  const { groups } = reading;
  if (groups.length > 1 || cell.of === 'gradient' || column.maps < 2) return groups;
  const first = cell.index - unitOf(column, cell.index);
  const others = Array.from({ length: column.maps }, (_, unit): Group[] => {
    const { made: alike } = throughOf(trace, columns, { ...cell, index: first + unit });
    const own = alike && readingOf(trace, columns, alike);
    return own?.kind === 'weighted' ? own.groups.map((group) => ({ ...group, column, unit })) : [];
  });
  return [...groups, ...others.flat()];
}
