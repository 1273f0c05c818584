import type { NodeId, ValueId } from '../../trace/graph.ts';
import { activeValues, constantKind, type ScalarGraph } from './scalar-graph.ts';
import { forwardValues, type Holdings, held, slopeOf } from './scalar-trace.ts';

/** What one argument adds to the tangent of a node: local derivative × the argument's tangent. */
export interface TangentPart {
  readonly slot: number;
  readonly slope: number;
  readonly part: number;
}

/**
 * One forward sweep with dual numbers (value, tangent): the derivative of everything by one input.
 * What does not depend on the input has the tangent 0, whatever its local derivatives are.
 */
export interface ForwardSweep {
  readonly input: ValueId;
  readonly values: Readonly<Record<ValueId, number>>;
  /** ∂(value)/∂(input), for every value of the graph. */
  readonly tangents: Readonly<Record<ValueId, number>>;
  /** What each tangent is the sum of, by node: a part for each argument that moves with the input. */
  readonly parts: Readonly<Record<NodeId, readonly TangentPart[]>>;
  /** ∂L/∂(input). */
  readonly derivative: number;
}

/** Forward mode with respect to one input; a RangeError if there is no such input. */
export function sweepForward(
  scalar: ScalarGraph,
  input: ValueId,
  holdings: Holdings = {},
): ForwardSweep {
  const { graph } = scalar;
  if (!graph.inputs.some(({ id }) => id === input)) {
    const known = graph.inputs.map(({ id }) => id).join(', ') || 'none';
    throw new RangeError(`there is no input "${input}"; inputs are: ${known}`);
  }
  const values = forwardValues(scalar, holdings);
  const moving = activeValues(graph, [input]);
  const tangents = new Map(graph.inputs.map(({ id }) => [id, id === input ? 1 : 0]));
  const parts = new Map<NodeId, readonly TangentPart[]>();
  for (const node of graph.nodes) {
    const own = node.inputs.flatMap((id, slot): TangentPart[] => {
      if (!moving.has(id)) return [];
      const slope = slopeOf(node, slot, values);
      return [{ slot, slope, part: slope * held(tangents, id) }];
    });
    tangents.set(
      node.id,
      own.reduce((total, { part }) => total + part, 0),
    );
    if (node.kind !== constantKind) parts.set(node.id, own);
  }
  return {
    input,
    values: Object.fromEntries(values),
    tangents: Object.fromEntries(tangents),
    parts: Object.fromEntries(parts),
    derivative: graph.loss === undefined ? 0 : held(tangents, graph.loss),
  };
}
