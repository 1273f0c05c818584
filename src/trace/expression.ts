import { erf } from './erf.ts';
import type { NodeId, ParamId, ValueId } from './graph.ts';
import {
  activationOf,
  gradientOf,
  paramGradientOf,
  paramOf,
  savedOf,
  type Trace,
} from './trace.ts';

/** One number of a trace, by what it belongs to and its flat row-major index. */
export type Cell =
  | { readonly of: 'value'; readonly id: ValueId; readonly index: number }
  | { readonly of: 'gradient'; readonly id: ValueId; readonly index: number }
  | { readonly of: 'param'; readonly id: ParamId; readonly index: number }
  | { readonly of: 'paramGradient'; readonly id: ParamId; readonly index: number }
  | {
      readonly of: 'saved';
      readonly node: NodeId;
      readonly name: string;
      readonly index: number;
    };

/** Functions of one argument that an explanation may name. `step` is 1 above 0, else 0. */
export type FunctionName =
  | 'absolute'
  | 'cos'
  | 'erf'
  | 'exp'
  | 'log'
  | 'logOnePlus'
  | 'negative'
  | 'sign'
  | 'sin'
  | 'sqrt'
  | 'step'
  | 'tanh';

/**
 * How a number came about: a tree whose leaves are cells of the trace and written constants. It is
 * exact: nothing is left over for a remainder.
 */
export type Expression =
  | { readonly op: 'cell'; readonly cell: Cell }
  | { readonly op: 'constant'; readonly value: number; readonly meaning?: string }
  | { readonly op: 'sum'; readonly terms: readonly Expression[]; readonly label?: string }
  | { readonly op: 'product'; readonly factors: readonly Expression[] }
  | {
      readonly op: 'quotient';
      readonly numerator: Expression;
      readonly denominator: Expression;
    }
  | { readonly op: 'max'; readonly terms: readonly Expression[] }
  /** 1 where both sides are the same number, else 0: 'did this cell win?' */
  | { readonly op: 'equal'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'call'; readonly name: FunctionName; readonly argument: Expression };

export const cell = (of: Cell): Expression => ({ op: 'cell', cell: of });
export const constant = (value: number, meaning?: string): Expression => ({
  op: 'constant',
  value,
  meaning,
});
export const sum = (terms: readonly Expression[], label?: string): Expression => ({
  op: 'sum',
  terms,
  label,
});
export const product = (...factors: readonly Expression[]): Expression => ({
  op: 'product',
  factors,
});
export const quotient = (numerator: Expression, denominator: Expression): Expression => ({
  op: 'quotient',
  numerator,
  denominator,
});
export const maximum = (terms: readonly Expression[]): Expression => ({ op: 'max', terms });
export const equal = (left: Expression, right: Expression): Expression => ({
  op: 'equal',
  left,
  right,
});
export const call = (name: FunctionName, argument: Expression): Expression => ({
  op: 'call',
  name,
  argument,
});
export const difference = (a: Expression, b: Expression): Expression =>
  sum([a, call('negative', b)]);

/** The number that a cell holds. */
export function readCell(trace: Trace, at: Cell): number {
  switch (at.of) {
    case 'value':
      return activationOf(trace, at.id).data[at.index];
    case 'gradient':
      return gradientOf(trace, at.id).sum.data[at.index];
    case 'param':
      return paramOf(trace, at.id).data[at.index];
    case 'paramGradient':
      return paramGradientOf(trace, at.id).sum.data[at.index];
    case 'saved':
      return savedOf(trace, at.node, at.name).data[at.index];
  }
}

const functions: Readonly<Record<FunctionName, (x: number) => number>> = {
  absolute: Math.abs,
  cos: Math.cos,
  erf,
  exp: Math.exp,
  log: Math.log,
  logOnePlus: Math.log1p,
  negative: (x) => -x,
  sign: Math.sign,
  sin: Math.sin,
  sqrt: Math.sqrt,
  step: (x) => (x > 0 ? 1 : 0),
  tanh: Math.tanh,
};

/** What an expression comes to, in float64, given what its cells hold. */
export function evaluate(expression: Expression, read: (at: Cell) => number): number {
  const go = (e: Expression): number => evaluate(e, read);
  switch (expression.op) {
    case 'cell':
      return read(expression.cell);
    case 'constant':
      return expression.value;
    case 'sum':
      return expression.terms.reduce((total, term) => total + go(term), 0);
    case 'product':
      return expression.factors.reduce((total, factor) => total * go(factor), 1);
    case 'quotient':
      return go(expression.numerator) / go(expression.denominator);
    case 'max':
      return Math.max(...expression.terms.map(go));
    case 'equal':
      return go(expression.left) === go(expression.right) ? 1 : 0;
    case 'call':
      return functions[expression.name](go(expression.argument));
  }
}
