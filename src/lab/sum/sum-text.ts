import { type Cell, type Expression, type FunctionName, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { madeOf } from './made-of.ts';

/**
 * The sum that made a cell as one line of arithmetic, whole, in exact numbers (each the shortest
 * decimal that stands for its float64), `= ` the cell's own number. What stands left of it Python
 * evaluates after `from math import *`. Undefined where nothing made the cell.
 */
export function sumText(trace: Trace, cell: Cell): string | undefined {
  const made = madeOf(trace, cell);
  const read = (at: Cell) => readCell(trace, at);
  return made && `${printed(made, read)} = ${figure(read(cell))}`;
}

type Read = (cell: Cell) => number;

function printed(expression: Expression, read: Read): string {
  const go = (part: Expression): string => printed(part, read);
  switch (expression.op) {
    case 'cell':
      return figure(read(expression.cell));
    case 'constant':
      return figure(expression.value);
    case 'sum':
      return printedSum(expression.terms, read);
    case 'product':
      return expression.factors.map((factor) => enclosed(factor, read)).join(' * ') || '1';
    case 'quotient':
      return `${enclosed(expression.numerator, read)} / ${enclosed(expression.denominator, read)}`;
    case 'max':
      return expression.terms.length === 1
        ? go(expression.terms[0])
        : `max(${expression.terms.map(go).join(', ')})`;
    case 'equal':
      return `(${enclosed(expression.left, read)} == ${enclosed(expression.right, read)})`;
    case 'call':
      return calls[expression.name](go(expression.argument));
  }
}

function printedSum(terms: readonly Expression[], read: Read): string {
  const parts = terms.map((term, at) => {
    const taken = at > 0 && term.op === 'call' && term.name === 'negative';
    const text = enclosed(taken ? term.argument : term, read);
    if (at === 0) return text;
    return taken ? ` - ${text}` : ` + ${text}`;
  });
  return parts.join('') || '0';
}

/** In brackets, unless it is one number or holds itself together. */
function enclosed(expression: Expression, read: Read): string {
  const text = printed(expression, read);
  return isWhole(expression) ? text : `(${text})`;
}

function isWhole(expression: Expression): boolean {
  switch (expression.op) {
    case 'cell':
    case 'constant':
    case 'equal':
      return true;
    case 'max':
      return expression.terms.length > 1 || isWhole(expression.terms[0]);
    case 'sum':
      return expression.terms.length === 0;
    case 'product':
      return expression.factors.length === 0;
    case 'quotient':
      return false;
    case 'call':
      return expression.name !== 'negative';
  }
}

const calls: Readonly<Record<FunctionName, (x: string) => string>> = {
  absolute: (x) => `abs(${x})`,
  cos: (x) => `cos(${x})`,
  erf: (x) => `erf(${x})`,
  exp: (x) => `exp(${x})`,
  log: (x) => `log(${x})`,
  logOnePlus: (x) => `log1p(${x})`,
  negative: (x) => `-(${x})`,
  sign: (x) => `((${x} > 0) - (${x} < 0))`,
  sin: (x) => `sin(${x})`,
  sqrt: (x) => `sqrt(${x})`,
  step: (x) => `(${x} > 0)`,
  tanh: (x) => `tanh(${x})`,
};

/** The shortest decimal of a float64, as both JavaScript and Python read it. */
function figure(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
