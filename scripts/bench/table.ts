import { isKept, type Mark } from './marks.ts';
import { agrees, bestOf, type Results, type Row, timesBetter } from './results.ts';

/** The table as lines of text: one block a subject, the best first. */
export function tableOf({ rows }: Results): readonly string[] {
  const blocks = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.measure}: ${row.subject} (${row.unit})`;
    blocks.set(key, [...(blocks.get(key) ?? []), row]);
  }
  return [...blocks].flatMap(([title, block]) => blockOf(title, block));
}

function blockOf(title: string, rows: readonly Row[]): readonly string[] {
  const ours = bestOf(rows.filter((row) => row.ours));
  const sorted = [...rows].sort((a, b) => timesBetter(b, a) - 1);
  return [
    '',
    title,
    line('', 'median', 'p95', 'runs', 'our best is'),
    ...sorted.map((row) =>
      line(
        row.contestant,
        numberText(row.median),
        numberText(row.p95),
        String(row.count),
        ours && row !== ours && rows.length > 1 ? times(timesBetter(ours, row)) : '',
        row.note,
      ),
    ),
  ];
}

function line(name: string, a: string, b: string, c: string, ratio: string, note = ''): string {
  return `  ${name.padEnd(28)}${a.padStart(10)}${b.padStart(10)}${c.padStart(7)}${ratio.padStart(16)}  ${note}`.trimEnd();
}

/** A line for each mark: kept, missed or not measured. */
export function markLines(marks: readonly Mark[]): readonly string[] {
  return marks.map((mark) => {
    const { name, value, limit, unit, bound } = mark;
    const verdict = value === undefined ? 'not measured' : isKept(mark) ? 'kept' : 'MISSED';
    const found = value === undefined ? '' : `${numberText(value)} ${unit} `;
    return `  ${verdict.padEnd(13)} ${name}: ${found}(${bound === 'most' ? 'at most' : 'at least'} ${limit} ${unit})`;
  });
}

/** How well all agree, and every number that does not. */
export function agreementLines({ agreements, absences }: Results): readonly string[] {
  const apart = agreements.filter((each) => !agrees(each));
  return [
    `${agreements.length - apart.length} of ${agreements.length} losses, counts and gradients agree`,
    ...apart.map(
      ({ what, contestant, difference, tolerance }) =>
        `  DISAGREES  ${contestant}, ${what}: ${difference.toExponential(1)} (at most ${tolerance})`,
    ),
    ...absences.map(
      ({ what, contestant, reason }) => `  absent     ${contestant}, ${what}: ${reason}`,
    ),
  ];
}

const times = (ratio: number) =>
  ratio < 1 ? `${numberText(1 / ratio)}× worse` : `${numberText(ratio)}× better`;

/** Three digits, or whole numbers from a hundred on. */
function numberText(value: number): string {
  if (value === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 3)).replace('-', '−');
}
