import { formatSigned } from '../../../draw/number.ts';
import type { Reading, Term } from '../../strip/reading.ts';
import type { Column } from '../column.ts';
import { type LedgerLine, layLedger } from './lay-ledger.ts';
import { isWide } from './lay-windows.ts';
import { boardFormat, powerNote, type Sheet } from './sheet.ts';
import { unitWords } from './words.ts';

const OPERATOR = 30;
const LARGEST = 40;
const MOST_LINES = 14;

/** A sum over single numbers: all of them as three pictures, the heaviest ones line by line. */
export function layTerms(
  sheet: Sheet,
  columns: readonly Column[],
  { groups, bias }: Reading & { readonly kind: 'weighted' },
): void {
  const terms = groups.flatMap((group) => group.terms);
  const column = groups[0]?.column ?? columns[0];
  const wide = isWide(sheet);
  const inOrder = [...terms].sort((a, b) => a.data.index - b.data.index);
  const across = inOrder.length <= 10 ? 1 : inOrder.length <= 64 ? 8 : 16;
  const down = Math.ceil(inOrder.length / across);
  const ledgerWidth = wide ? Math.min(460, 0.46 * sheet.width) : sheet.width;
  const room = wide ? sheet.width - ledgerWidth - 36 : sheet.width;
  const height = wide ? sheet.height : Math.min(0.42 * sheet.height, room / 3 + 60);
  const side = Math.min(LARGEST, (room - 2 * OPERATOR) / (3 * across), (height - 44) / down);
  layPictures(sheet, column, inOrder, { across, down, side, room, height });

  const sorted = [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const space = wide ? sheet.height : sheet.height - height - 8;
  const most = Math.max(3, Math.min(MOST_LINES, Math.floor(space / 19) - 5));
  const shown = sorted.length <= most + 1 ? sorted : sorted.slice(0, most);
  const rest = sorted.slice(shown.length);
  const lines: LedgerLine[] = shown.map(({ data, weight, value }) => ({
    name: unitWords(column, data.index),
    how: `${formatSigned(sheet.read(data), 3)} × ${formatSigned(sheet.read(weight), 3)}`,
    subtotal: value,
  }));
  if (rest.length > 0) {
    const subtotal = rest.reduce((total, { value }) => total + value, 0);
    lines.push({ name: `${rest.length} others`, subtotal });
  }
  if (bias) lines.push({ name: 'bias', subtotal: sheet.read(bias) });
  const largest = Math.max(
    Math.abs(sheet.read(sheet.cell)),
    ...lines.map(({ subtotal }) => Math.abs(subtotal)),
  );
  layLedger(sheet, lines, boardFormat(largest), {
    x: wide ? sheet.width - ledgerWidth : 0,
    y: wide ? 0 : height + 8,
    width: ledgerWidth,
    height: space,
  });
}

interface Pictures {
  readonly across: number;
  readonly down: number;
  readonly side: number;
  readonly room: number;
  readonly height: number;
}

function layPictures(
  sheet: Sheet,
  column: Column,
  terms: readonly Term[],
  { across, down, side, room, height }: Pictures,
): void {
  const backward = sheet.cell.of === 'gradient';
  const step = across * side + OPERATOR + (across === 1 ? 24 : 0);
  const left = Math.max(across === 1 ? 60 : 0, (room - 2 * step - across * side) / 2);
  const top = Math.max(22, (height - down * side) / 2);
  const parts = [
    {
      cells: terms.map(({ data }) => data),
      caption: backward ? `gradient of ${column.title}` : column.title,
    },
    { cells: terms.map(({ weight }) => weight), caption: 'weights' },
    { values: terms.map(({ value }) => value), caption: 'products' },
  ];
  for (const [index, { caption, ...numbers }] of parts.entries()) {
    const x = left + index * step;
    const figures = sheet.addGrid({ x, y: top, side, across, ...numbers });
    sheet.text(caption + powerNote(figures), x + (across * side) / 2, top - 12, {
      size: 12,
      align: 'center',
      tone: 'soft',
    });
    if (index < 2) {
      const middle = x + across * side + (step - across * side) / 2;
      sheet.text(index === 0 ? '×' : '=', middle, top + (down * side) / 2, {
        size: 18,
        align: 'center',
        tone: 'soft',
      });
    }
  }
  if (across > 1 || !column.names) return;
  for (const [row, { data }] of terms.entries()) {
    sheet.text(column.names[data.index], left - 12, top + (row + 0.5) * side, {
      size: 12,
      align: 'center',
      tone: 'soft',
    });
  }
}
