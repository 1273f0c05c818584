import type { Group } from '../../strip/reading.ts';
import type { Rect } from '../layout.ts';
import { type Sheet, toneOf } from './sheet.ts';

export interface LedgerLine {
  readonly name: string;
  readonly subtotal: number;
  /** How the number came about, in figures. */
  readonly how?: string;
  /** Its window, weights and products, drawn small. */
  readonly group?: Group;
  readonly chosen?: boolean;
  readonly lead?: number;
}

const TALLEST = 34;

/** The sum as a bookkeeper writes it: each part, and beside it what there is so far. */
export function layLedger(
  sheet: Sheet,
  lines: readonly LedgerLine[],
  format: (value: number) => string,
  box: Rect,
  closing = { name: 'sum', value: sheet.read(sheet.cell) },
): void {
  const row = Math.min(TALLEST, box.height / (lines.length + 2.4));
  const size = Math.max(9, Math.min(13, row * 0.62));
  const right = box.x + box.width;
  const soFar = right - 4;
  const part = right - Math.max(84, 0.24 * box.width);
  let y = box.y + Math.max(0, (box.height - row * (lines.length + 2.4)) / 2) + row / 2;
  const head = { size: Math.min(11, size), align: 'end', tone: 'soft' } as const;
  sheet.text('adds', part, y, head);
  sheet.text('so far', soFar, y, head);
  y += row;
  for (const line of lines) {
    const { running } = sheet.add(line.name, line.subtotal);
    sheet.text(line.name, box.x + 4, y, {
      size,
      tone: line.chosen ? 'ink' : 'soft',
      strong: line.chosen,
    });
    if (line.group) layStrip(sheet, line.group, part - 78, y, row - 5);
    if (line.how) {
      sheet.text(line.how, part - 84, y, { size, align: 'end', tone: 'soft' });
    }
    sheet.text(format(line.subtotal), part, y, {
      size,
      align: 'end',
      tone: toneOf(line.subtotal),
      strong: line.chosen,
    });
    sheet.text(format(running), soFar, y, { size, align: 'end', tone: 'soft' });
    if (line.lead !== undefined) {
      sheet.leads.push({
        x: box.x,
        y: y - row / 2,
        width: box.width,
        height: row,
        lead: line.lead,
      });
    }
    y += row;
  }
  sheet.rules.push({ x: box.x, y: y - row / 2, width: box.width });
  const { name, value } = closing;
  sheet.text(name, box.x + 4, y + 4, { size: size + 1, tone: 'ink', strong: true });
  sheet.text(format(value), soFar, y + 4, {
    size: size + 2,
    align: 'end',
    tone: toneOf(value),
    strong: true,
  });
}

/** A group's three pictures in one line, ending at `right`. */
function layStrip(
  sheet: Sheet,
  { terms, across = terms.length }: Group,
  right: number,
  middle: number,
  height: number,
): void {
  const down = Math.ceil(terms.length / across);
  const side = Math.min(height / down, 90 / across);
  const step = across * side + 8;
  const left = right - 3 * step + 8;
  const y = middle - (down * side) / 2;
  const place = (index: number) => ({ x: left + index * step, y, side, across });
  sheet.addGrid({ ...place(0), cells: terms.map(({ data }) => data) });
  sheet.addGrid({ ...place(1), cells: terms.map(({ weight }) => weight) });
  sheet.addGrid({ ...place(2), values: terms.map(({ value }) => value) });
}
