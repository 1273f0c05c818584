import { formatNumber, formatSigned } from '../../../draw/number.ts';
import { type Cell, type Expression, evaluate } from '../../../trace/expression.ts';
import { titleOf } from '../../cell-name.ts';
import type { Column } from '../column.ts';
import { leavesOf } from '../focus.ts';
import { layLedger } from './lay-ledger.ts';
import { isWide } from './lay-windows.ts';
import { boardFormat, type Sheet, toneOf } from './sheet.ts';

/** What is neither a weighted sum nor a window: small formulas in a line, long sums as a ledger. */
export function layChain(sheet: Sheet, columns: readonly Column[], made: Expression): void {
  const inner = unwrapped(made);
  if (inner.op === 'sum' && inner.terms.length > 2) {
    layLongSum(sheet, columns, inner.terms);
  } else if (inner.op === 'quotient' && inner.denominator.op === 'sum') {
    layShare(sheet, columns, inner.numerator, inner.denominator.terms);
  } else layLine(sheet, columns, inner);
}

/** Without what changes nothing: sums of one term, factors that are written as 1. */
function unwrapped(expression: Expression): Expression {
  if (expression.op === 'sum' && expression.terms.length === 1) {
    return unwrapped(expression.terms[0]);
  }
  if (expression.op === 'product') {
    const factors = expression.factors.filter(
      (factor) => !(factor.op === 'constant' && factor.value === 1),
    );
    if (factors.length === 1) return unwrapped(factors[0]);
    return { op: 'product', factors: factors.map(unwrapped) };
  }
  return expression;
}

function layLongSum(sheet: Sheet, columns: readonly Column[], terms: readonly Expression[]): void {
  const values = terms.map((term) => evaluate(term, sheet.read));
  const box = layScores(sheet, columns, terms);
  const lines = terms.map((term, index) => ({
    name: lineName(columns, terms, index),
    how: howText(sheet, term),
    subtotal: values[index],
  }));
  layLedger(sheet, lines, boardFormat(Math.max(...values.map(Math.abs))), box);
}

/** One number's share of a sum: the sum as a ledger, the division beneath it. */
function layShare(
  sheet: Sheet,
  columns: readonly Column[],
  numerator: Expression,
  terms: readonly Expression[],
): void {
  const values = terms.map((term) => evaluate(term, sheet.read));
  const total = values.reduce((sum, value) => sum + value, 0);
  const own = evaluate(numerator, sheet.read);
  const box = layScores(sheet, columns, terms);
  const lines = terms.map((term, index) => ({
    name: lineName(columns, terms, index),
    how: howText(sheet, term),
    subtotal: values[index],
  }));
  const format = (value: number) => formatNumber(value, { digits: 4 });
  layLedger(
    sheet,
    lines,
    format,
    { ...box, height: box.height - 36 },
    { name: 'all', value: total },
  );
  sheet.text(
    `its share: ${format(own)} ÷ ${format(total)} = ${format(sheet.read(sheet.cell))}`,
    box.x + box.width - 4,
    box.y + box.height - 20,
    { size: 15, align: 'end', tone: 'ink', strong: true },
  );
  sheet.ledger.push({ name: 'its share', subtotal: own, running: own / total });
}

/** At the left the numbers that go in, with their names; what is left of the board comes back. */
function layScores(sheet: Sheet, columns: readonly Column[], terms: readonly Expression[]) {
  const cells = new Map<number, Cell>();
  let id: string | undefined;
  for (const leaf of terms.flatMap(leavesOf)) {
    if (leaf.of !== 'value' || (id !== undefined && leaf.id !== id)) continue;
    id = leaf.id;
    cells.set(leaf.index, leaf);
  }
  const column = columns.find(({ values }) => values.some((value) => value.id === id));
  const whole = { x: 0, y: 0, width: sheet.width, height: sheet.height };
  if (!isWide(sheet) || !id || !column || cells.size > 16) return whole;
  const inOrder = [...cells.values()].sort((a, b) => a.index - b.index);
  const side = Math.min(40, (sheet.height - 50) / inOrder.length);
  const left = 0.22 * sheet.width;
  const top = (sheet.height - side * inOrder.length) / 2;
  sheet.addGrid({ x: left, y: top, side, across: 1, cells: inOrder });
  sheet.text(titleOf(columns, id), left + side / 2, top - 14, {
    size: 12,
    align: 'center',
    tone: 'soft',
  });
  for (const [row, { index }] of inOrder.entries()) {
    sheet.text(column.names?.[index] ?? String(index), left - 12, top + (row + 0.5) * side, {
      size: 12,
      align: 'center',
      tone: 'soft',
    });
  }
  return { ...whole, x: 0.42 * sheet.width, width: 0.46 * sheet.width };
}

function lineName(columns: readonly Column[], terms: readonly Expression[], index: number): string {
  const named = columns.find(({ names }) => names?.length === terms.length);
  return named?.names ? `digit ${named.names[index]}` : `part ${index + 1}`;
}

/** A short formula in figures: what lies deeper than its first signs is worked out. */
function howText(sheet: Sheet, expression: Expression, depth = 0): string {
  const figure = () => formatNumber(evaluate(expression, sheet.read), { digits: 3 });
  if (depth > 2 || expression.op === 'cell' || expression.op === 'constant') return figure();
  const part = (e: Expression) => howText(sheet, e, depth + 1);
  if (expression.op === 'product') return expression.factors.map(part).join(' × ');
  if (expression.op === 'call' && expression.name !== 'negative') {
    return `${expression.name}(${part(expression.argument)})`;
  }
  return figure();
}

type Token = string | Cell;

const SIDE = 68;
const SIGN = 20;

/** A formula of a few numbers: each in its square, by its name, the signs between. */
function layLine(sheet: Sheet, columns: readonly Column[], made: Expression): void {
  const tokens = [...tokensOf(sheet, made), '=', sheet.cell];
  const names = tokens.map((token) => (typeof token === 'string' ? '' : shortName(columns, token)));
  const widths = tokens.map((token, index) =>
    typeof token === 'string'
      ? token.length * SIGN * 0.52 + 14
      : Math.max(SIDE + 8, names[index].length * 6.2 + 8),
  );
  const total = widths.reduce((sum, width) => sum + width, 0);
  const fit = Math.min(1, sheet.width / total);
  let x = (sheet.width - fit * total) / 2;
  const middle = sheet.height / 2 - 10;
  const side = SIDE * fit;
  for (const [index, token] of tokens.entries()) {
    const width = widths[index] * fit;
    const centre = x + width / 2;
    if (typeof token === 'string') {
      sheet.text(token, centre, middle, { size: SIGN * fit, align: 'center', tone: 'soft' });
    } else {
      const value = sheet.read(token);
      sheet.addGrid({
        x: centre - side / 2,
        y: middle - side / 2,
        side,
        across: 1,
        cells: [token],
      });
      const under = middle + side / 2;
      const last = index === tokens.length - 1;
      sheet.text(formatSigned(value, 4), centre, under + 14 * fit, {
        size: (last ? 15 : 13) * fit,
        align: 'center',
        tone: last ? toneOf(value) : 'ink',
        strong: last,
      });
      sheet.text(names[index], centre, middle - side / 2 - 12 * fit, {
        size: 12 * fit,
        align: 'center',
        tone: 'soft',
      });
    }
    x += width;
  }
  const words = wordsFor(sheet, made);
  if (words) {
    sheet.text(words, sheet.width / 2, middle + side / 2 + 52, {
      size: Math.min(14, (sheet.width / words.length) * 1.9),
      align: 'center',
      tone: 'soft',
    });
  }
}

function shortName(columns: readonly Column[], cell: Cell): string {
  if (cell.of === 'saved') return cell.name;
  if (cell.of === 'value') return titleOf(columns, cell.id);
  if (cell.of === 'gradient') return `gradient of ${titleOf(columns, cell.id)}`;
  return 'weight';
}

function tokensOf(sheet: Sheet, expression: Expression, inside = false): Token[] {
  const go = (e: Expression) => tokensOf(sheet, e, true);
  const joined = (parts: readonly Expression[], sign: string): Token[] =>
    parts.flatMap((part, index) => (index === 0 ? go(part) : [sign, ...go(part)]));
  switch (expression.op) {
    case 'cell':
      return [expression.cell];
    case 'constant':
      return [String(expression.value).replace('-', '−')];
    case 'product':
      return joined(expression.factors, '×');
    case 'max':
      return expression.terms.length > 3
        ? [formatSigned(evaluate(expression, sheet.read))]
        : ['max(', ...joined(expression.terms, ','), ')'];
    case 'sum': {
      if (expression.terms.length === 0) return ['0'];
      const parts = expression.terms.flatMap((term, index): Token[] => {
        const less = term.op === 'call' && term.name === 'negative';
        const sign = less ? ['−'] : index > 0 ? ['+'] : [];
        return [...sign, ...go(less ? term.argument : term)];
      });
      return inside && expression.terms.length > 1 ? ['(', ...parts, ')'] : parts;
    }
    case 'quotient':
      return [...go(expression.numerator), '÷', ...go(expression.denominator)];
    case 'equal':
      return [evaluate(expression, sheet.read) === 1 ? '1 (won)' : '0 (lost)'];
    case 'call':
      if (expression.name === 'negative') return ['−', ...go(expression.argument)];
      if (expression.name === 'step') return ['[', ...go(expression.argument), '> 0 ]'];
      return [`${expression.name}(`, ...go(expression.argument), ')'];
  }
}

/** What the formula says, where it is a gate or a way through. */
function wordsFor(sheet: Sheet, made: Expression): string {
  if (made.op === 'cell') {
    const same =
      made.cell.of === sheet.cell.of && 'id' in made.cell && made.cell.id === sheet.cell.id;
    return same ? 'nothing made it but your pen' : 'the same number, in another shape';
  }
  const leaves = leavesOf(made);
  if (made.op === 'max' && leaves.length === 1) {
    return sheet.read(leaves[0]) > 0
      ? 'above zero: the gate is open, it passes as it is'
      : 'not above zero: the gate is shut';
  }
  const gate =
    made.op === 'product' &&
    made.factors.find((factor) => factor.op === 'call' && factor.name === 'step');
  if (!gate) return '';
  return evaluate(gate, sheet.read) === 1
    ? 'the gate was open on the way forward: the gradient passes'
    : 'the gate was shut on the way forward: the gradient ends here';
}
