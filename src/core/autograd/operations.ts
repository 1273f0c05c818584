import { add, divide, multiply, negative, power, subtract } from './arithmetic.ts';
import { cos, exp, log, max, min, relu, sigmoid, sin, sqrt, tanh } from './functions.ts';
import type { ScalarOperation } from './operation.ts';

/** What is written between its arguments, or before its one. */
export const infix = {
  add,
  subtract,
  multiply,
  divide,
  power,
  negative,
} as const satisfies Readonly<Record<string, ScalarOperation>>;

/** What is called by its name: one row makes a function known to the reader. */
export const functions = {
  exp,
  log,
  sin,
  cos,
  tanh,
  relu,
  sigmoid,
  sqrt,
  max,
  min,
} as const satisfies Readonly<Record<string, ScalarOperation>>;

export type FunctionKind = keyof typeof functions;
export type OperationKind = keyof typeof infix | FunctionKind;

/** Every operation by the kind of its node. A row without a derivative does not compile. */
const operations: Readonly<Record<OperationKind, ScalarOperation>> = { ...infix, ...functions };

export const functionNames = Object.keys(functions).filter(isFunction);

export function isFunction(name: string): name is FunctionKind {
  return Object.hasOwn(functions, name);
}

const isKnown = (kind: string): kind is OperationKind => Object.hasOwn(operations, kind);

/** The operation of a node; throws a RangeError for a kind that is none. */
export function operationOf(kind: string): ScalarOperation {
  if (isKnown(kind)) return operations[kind];
  const known = Object.keys(operations).join(', ');
  throw new RangeError(`"${kind}" is no operation on scalars; known are: ${known}`);
}
