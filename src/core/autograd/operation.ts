import type { Expression } from '../../trace/expression.ts';

/** How an explanation names the cells around a node. */
export interface NodeCells {
  input(slot: number): Expression;
  readonly output: Expression;
  /** What a cell holds: for rules that depend on data. */
  read(expression: Expression): number;
}

/**
 * One operation on scalars, whole: value, local derivatives, where it has a kink, and how each
 * number came about. Operations of one argument ignore `b` and have slot 0 only.
 */
export interface ScalarOperation {
  readonly arity: 1 | 2;
  /** The rule as TeX, a and b being the arguments and y the value: value, then local derivatives. */
  readonly formula: readonly [value: string, ...slopes: readonly string[]];
  value(a: number, b: number): number;
  /** ∂y/∂(argument of this slot). At a kink, the slope that reverse mode takes. */
  slope(slot: number, a: number, b: number, y: number): number;
  /** −1, 0 or 1: which smooth piece this is, 0 being the kink itself; absent where there is none. */
  side?(a: number, b: number): number;
  explain(cells: NodeCells): Expression;
  explainSlope(slot: number, cells: NodeCells): Expression;
}
