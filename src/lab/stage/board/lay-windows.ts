import type { Group, Reading } from '../../strip/reading.ts';
import { type LedgerLine, layLedger } from './lay-ledger.ts';
import { boardFormat, powerNote, type Sheet, toneOf } from './sheet.ts';
import { unitWords } from './words.ts';

type Weighted = Reading & { readonly kind: 'weighted' };

const OPERATOR = 30;
const LARGEST = 56;
const CAPTION = 22;

/** From here on the parts stand beside each other, below it one under the other. */
export const isWide = (sheet: Sheet): boolean => sheet.width >= 600;

/** Window × kernel = products, one picture large and all of them in the ledger. */
export function layWindows(sheet: Sheet, { groups, bias }: Weighted, lead: number): void {
  const group = groups[Math.min(lead, groups.length - 1)];
  const several = groups.length > 1;
  const wide = isWide(sheet);
  const ledgerWidth = !wide ? sheet.width : several ? Math.min(440, 0.42 * sheet.width) : 250;
  const room = wide ? sheet.width - ledgerWidth - 36 : sheet.width;
  const height = wide ? sheet.height : Math.min(0.4 * sheet.height, room / 3 + 60);
  layLead(sheet, group, { width: room, height });
  const biasValue = bias && sheet.read(bias);
  const totals = groups.map(({ total }) => Math.abs(total));
  const format = boardFormat(Math.max(Math.abs(sheet.read(sheet.cell)), ...totals));
  const lines: LedgerLine[] = groups.map((each, index) => ({
    name: several ? unitWords(each.column, each.unit) : 'all products',
    group: several ? each : undefined,
    subtotal: each.total,
    chosen: several && each === group,
    lead: several ? index : undefined,
  }));
  if (biasValue !== undefined) lines.push({ name: 'bias', subtotal: biasValue });
  layLedger(sheet, lines, format, {
    x: wide ? sheet.width - ledgerWidth : 0,
    y: wide ? 0 : height + 8,
    width: ledgerWidth,
    height: wide ? sheet.height : sheet.height - height - 8,
  });
}

/** One window of one picture: what it saw, what it weighed it with, what that makes. */
function layLead(
  sheet: Sheet,
  { column, unit, terms, total, across = terms.length }: Group,
  room: { width: number; height: number },
): void {
  const down = Math.ceil(terms.length / across);
  const side = Math.min(
    LARGEST,
    (room.width - 2 * OPERATOR) / (3 * across),
    (room.height - 2 * CAPTION - 24) / down,
  );
  const step = across * side + OPERATOR;
  const left = Math.max(0, (room.width - 3 * across * side - 2 * OPERATOR) / 2);
  const top = Math.max(CAPTION, (room.height - down * side) / 2);
  const backward = sheet.cell.of === 'gradient';
  const title = unitWords(column, unit);
  const parts = [
    {
      cells: terms.map(({ data }) => data),
      caption: backward ? `gradient of ${title}` : title,
    },
    {
      cells: terms.map(({ weight }) => weight),
      caption: backward ? 'its weights, turned' : 'its weights',
    },
    { values: terms.map(({ value }) => value), caption: 'the products' },
  ];
  for (const [index, { caption, ...numbers }] of parts.entries()) {
    const x = left + index * step;
    const figures = sheet.addGrid({ x, y: top, side, across, ...numbers });
    const middle = x + (across * side) / 2;
    sheet.text(caption + powerNote(figures), middle, top - 12, {
      size: 12,
      align: 'center',
      tone: 'soft',
    });
    if (index < 2) {
      sheet.text(
        index === 0 ? '×' : '=',
        x + across * side + OPERATOR / 2,
        top + (down * side) / 2,
        {
          size: 18,
          align: 'center',
          tone: 'soft',
        },
      );
    }
  }
  const format = boardFormat(Math.abs(total));
  const middle = left + 2 * step + (across * side) / 2;
  sheet.text(`together ${format(total)}`, middle, top + down * side + 15, {
    size: 13,
    align: 'center',
    tone: toneOf(total),
    strong: true,
  });
}
