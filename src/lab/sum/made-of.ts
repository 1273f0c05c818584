import {
  explain,
  explainGradient,
  explainParamGradient,
  explainSaved,
} from '../../core/explain.ts';
import type { Cell, Expression } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';

/**
 * What made a cell, whole. Undefined where nothing did within this run: what is fed in, what is
 * learned, the 1 that the way back begins with, and what a layer kept without saying more of it.
 */
export function madeOf(trace: Trace, cell: Cell): Expression | undefined {
  switch (cell.of) {
    case 'value':
      return explain(trace, cell.id, cell.index);
    case 'gradient':
      return cell.id === trace.graph.loss ? undefined : explainGradient(trace, cell.id, cell.index);
    case 'param':
      return undefined;
    case 'paramGradient':
      return explainParamGradient(trace, cell.id, cell.index);
    case 'saved':
      return explainSaved(trace, cell.node, cell.name, cell.index);
  }
}
