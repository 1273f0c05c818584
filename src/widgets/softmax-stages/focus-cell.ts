import { maybeBreak, maybeFirst } from '../../core/number/softmax-chain.ts';
import { mostClasses } from './logits.ts';
import { type Column, columnsOf, type Form, type StageRun } from './stage-run.ts';
import { type CellPlace, isReached, latestCell, type Moment } from './timeline.ts';

/** What the setting may be: a column and a class, or `auto`, where the figure finds the cell. */
export const cellNames: readonly string[] = [
  'auto',
  ...columnsOf.shifted.flatMap((column) =>
    Array.from({ length: mostClasses }, (_, i) => cellName({ column, index: i })),
  ),
];

export function cellName({ column, index }: CellPlace): string {
  return `${column}.${index}`;
}

/**
 * The cell whose bits are shown: the chosen one once it is computed; else the place where the
 * computation breaks, then where it underflows, else the latest.
 */
export function focusOf(
  run: StageRun,
  form: Form,
  chosen: string,
  moment: Moment,
): CellPlace | undefined {
  const classes = run.logits.length;
  const reached = (place: CellPlace | undefined) =>
    place && isReached(moment, place.column, place.index) ? place : undefined;
  return (
    reached(chosenCell(form, chosen, classes)) ??
    reached(eventCell(run, form)) ??
    latestCell(moment, form, classes)
  );
}

/** Where only the other computation has such a column, its powers; never beyond the classes. */
function chosenCell(form: Form, chosen: string, classes: number): CellPlace | undefined {
  const [name, at] = chosen.split('.');
  const known = columnsOf.shifted.find((one) => one === name);
  if (!known) return undefined;
  const column: Column = columnsOf[form].includes(known) ? known : 'powers';
  return { column, index: Math.min(Number(at), classes - 1) };
}

function eventCell(run: StageRun, form: Form): CellPlace | undefined {
  const chain = run.chains[form];
  const place = maybeBreak(chain) ?? maybeFirst(chain, ['vanished', 'subnormal']);
  const column = columnsOf[form].find((one) => one === place?.stage);
  return place && column ? { column, index: place.index } : undefined;
}
