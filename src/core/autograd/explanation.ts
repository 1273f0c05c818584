import {
  cell,
  constant,
  type Expression,
  evaluate,
  product,
  readCell,
  sum,
} from '../../trace/expression.ts';
import { type GraphNode, maybeMaker, usesOf, type ValueId } from '../../trace/graph.ts';
import type { Trace } from '../../trace/trace.ts';
import type { NodeCells } from './operation.ts';
import { operationOf } from './operations.ts';
import { activeValues, constantKind } from './scalar-graph.ts';
import { activeNodesBehindLoss } from './scalar-trace.ts';

/** What made a value of a scalar trace. Undefined for inputs and constants: nothing made them. */
export function explainScalar(trace: Trace, id: ValueId): Expression | undefined {
  const node = maybeMaker(trace.graph, id);
  if (!node || node.kind === constantKind) return undefined;
  return operationOf(node.kind).explain(cellsOf(trace, node));
}

/** The local derivative of a node by one of its arguments, as the rule says it. */
export function explainSlope(trace: Trace, node: GraphNode, slot: number): Expression {
  return operationOf(node.kind).explainSlope(slot, cellsOf(trace, node));
}

/**
 * What made the gradient of a value: the sum, over its uses, of local derivative × upstream; 1 for
 * the result itself; an empty sum where the result does not depend on it, and for constants.
 */
export function explainScalarGradient(trace: Trace, id: ValueId): Expression {
  const { graph } = trace;
  const behind = new Set(activeNodesBehindLoss(graph));
  const seed = id === graph.loss ? [constant(1, '∂L/∂L')] : [];
  if (!activeValues(graph).has(id)) return sum(seed);
  const parts = usesOf(graph, id)
    .filter(({ node }) => behind.has(node))
    .map(({ node, slot }) =>
      product(
        explainSlope(trace, node, slot),
        cell({ of: 'gradient', id: node.outputs[0], index: 0 }),
      ),
    );
  const all = [...seed, ...parts];
  return all.length === 1 ? all[0] : sum(all);
}

function cellsOf(trace: Trace, node: GraphNode): NodeCells {
  const at = (id: ValueId) => cell({ of: 'value', id, index: 0 });
  return {
    input: (slot) => at(node.inputs[slot]),
    output: at(node.outputs[0]),
    read: (expression) => evaluate(expression, (one) => readCell(trace, one)),
  };
}
