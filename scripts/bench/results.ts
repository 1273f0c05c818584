import type { Summary } from './statistics.ts';

export type MeasureName =
  | 'trace'
  | 'training'
  | 'evaluation'
  | 'cold'
  | 'bytes'
  | 'width'
  | 'heap'
  | 'frames';

/** What a measurement is in; of rates more is better, of everything else less. */
export type Unit = 'ms' | 'images/s' | 'kB' | 'MB';

/** One line of the table. */
export interface Row extends Summary {
  readonly measure: MeasureName;
  /** What was done, e.g. `CNN, batch 64`: rows of one subject stand beside each other. */
  readonly subject: string;
  readonly contestant: string;
  readonly ours: boolean;
  readonly unit: Unit;
  readonly note?: string;
}

/** A number that two should have alike. */
export interface Agreement {
  readonly what: string;
  readonly contestant: string;
  readonly difference: number;
  readonly tolerance: number;
}

/** Someone could not do it. */
export interface Absence {
  readonly what: string;
  readonly contestant: string;
  readonly reason: string;
}

export interface Results {
  readonly rows: readonly Row[];
  readonly agreements: readonly Agreement[];
  readonly absences: readonly Absence[];
}

export const agrees = ({ difference, tolerance }: Agreement): boolean => difference <= tolerance;

/** The best of some rows of one subject: the most of a rate, the least of anything else. */
export function bestOf(rows: readonly Row[]): Row | undefined {
  const [first, ...rest] = rows;
  return first && rest.reduce((best, row) => (isBetter(row, best) ? row : best), first);
}

/** How many times better `ours` is than `theirs`. */
export function timesBetter(ours: Row, theirs: Row): number {
  return ours.unit === 'images/s' ? ours.median / theirs.median : theirs.median / ours.median;
}

const isBetter = (row: Row, than: Row): boolean => timesBetter(row, than) > 1;

export function together(all: readonly Results[]): Results {
  return {
    rows: all.flatMap(({ rows }) => rows),
    agreements: all.flatMap(({ agreements }) => agreements),
    absences: all.flatMap(({ absences }) => absences),
  };
}
