import { type Expression, evaluate, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellKey } from '../cell-name.ts';

/** One line of an account: a number, and the whole of what made it. */
export interface Line {
  /** What later lines call it; the last line has none: it is the cell itself. */
  readonly name?: string;
  readonly expression: Expression;
  readonly value: number;
}

/**
 * An explanation line by line, nothing left out. What is too large to stand within a line has one
 * of its own further up, with a name; what is used twice stands once.
 */
export interface Account {
  readonly lines: readonly Line[];
  /** The name of an earlier line, if this part of a later one is it. */
  readonly nameOf: (part: Expression) => string | undefined;
}

/** As many numbers can be taken in at a glance within one line. */
const MOST_WITHIN = 6;
/** A sum or a maximum of more than this is a table of its own. */
const MOST_TERMS = 2;

export function accountOf(trace: Trace, made: Expression): Account {
  const lines: Line[] = [];
  const names = new Map<string, string>();
  const keys = new WeakMap<Expression, string>();
  const keyOf = (part: Expression): string => {
    const key = keys.get(part) ?? structureOf(part, keyOf);
    keys.set(part, key);
    return key;
  };
  const value = (expression: Expression) => evaluate(expression, (cell) => readCell(trace, cell));

  /** Gives all that is large within a part lines of its own; returns how much room the rest takes. */
  const settle = (part: Expression): number => {
    const parts = partsOf(part);
    if (parts.length === 0) return 1;
    const size = parts.reduce((total, each) => total + settle(each), 0);
    if (size <= MOST_WITHIN && !isList(part)) return size;
    const key = keyOf(part);
    if (names.has(key)) return 1;
    const name = nameFor(names.size);
    names.set(key, name);
    lines.push({ name, expression: part, value: value(part) });
    return 1;
  };

  for (const part of partsOf(made)) settle(part);
  lines.push({ expression: made, value: value(made) });
  return {
    lines,
    nameOf: (part) =>
      names.size === 0 || partsOf(part).length === 0 ? undefined : names.get(keyOf(part)),
  };
}

/** A sum or a maximum of several terms: it reads best as a table. */
export const isList = (
  part: Expression,
): part is Expression & { readonly op: 'sum' | 'max'; readonly terms: readonly Expression[] } =>
  (part.op === 'sum' || part.op === 'max') && part.terms.length > MOST_TERMS;

const letters = 'abcdefghijklmnopqrstuvwxyz';

const nameFor = (index: number): string => {
  const round = Math.floor(index / letters.length);
  return `${letters[index % letters.length]}${round === 0 ? '' : round}`;
};

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'cell':
    case 'constant':
      return [];
    case 'sum':
    case 'max':
      return expression.terms;
    case 'product':
      return expression.factors;
    case 'quotient':
      return [expression.numerator, expression.denominator];
    case 'equal':
      return [expression.left, expression.right];
    case 'call':
      return [expression.argument];
  }
}

/** The same text for the same arithmetic on the same cells. */
function structureOf(expression: Expression, keyOf: (part: Expression) => string): string {
  if (expression.op === 'cell') return cellKey(expression.cell);
  if (expression.op === 'constant') return String(expression.value);
  const of = expression.op === 'call' ? expression.name : expression.op;
  return `${of}(${partsOf(expression).map(keyOf).join(' ')})`;
}
