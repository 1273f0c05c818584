import { formatSigned } from '../draw/number.ts';
import { type Cell, readCell } from '../trace/expression.ts';
import { activationOf, type Trace } from '../trace/trace.ts';
import type { Shown } from './stage/frame.ts';
import type { Look } from './view.ts';

/** A cell's number as the picture means it; a product with both its factors. */
export function cellText(trace: Trace, cell: Cell, { view }: Look): string {
  const value = readCell(trace, cell);
  if (view !== 'gradientTimesInput' || cell.of !== 'gradient') return formatSigned(value, 4);
  const input = activationOf(trace, cell.id).data[cell.index];
  const product = formatSigned(input * value, 4);
  return `${formatSigned(value, 3)}, times its value ${formatSigned(input, 3)} is ${product}`;
}

/** What a column shows, by name: `gradient of pool 1`. */
export function shownName({ pass, timesInput }: Shown, title: string): string {
  if (pass === 'activation') return title;
  return timesInput ? `${title} × its gradient` : `gradient of ${title}`;
}
