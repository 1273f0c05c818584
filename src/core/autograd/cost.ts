import { type Graph, type GraphNode, usesOf, type ValueId } from '../../trace/graph.ts';
import { activeValues } from './scalar-graph.ts';
import { activeNodesBehindLoss } from './scalar-trace.ts';

/** What a way of differentiating costs, besides computing the values once. */
export interface Cost {
  /** How often the graph is gone through. */
  readonly sweeps: number;
  /** Local derivative × upstream, or × tangent. */
  readonly multiplications: number;
  /** Where a value is read more than once (reverse), or a node has two arguments (forward). */
  readonly additions: number;
}

export interface Costs {
  /** Local derivatives: each is computed once and kept, in either mode. */
  readonly localDerivatives: number;
  /** One sweep gives the derivatives by all inputs. */
  readonly reverse: Cost;
  /** One sweep gives the derivatives of all values by one input: as many sweeps as inputs. */
  readonly forward: Cost;
}

/**
 * Operations of both modes for the derivatives of the result by every input. Counted are the nodes
 * that the result depends on, and of their arguments those that depend on an input (reverse), or on
 * the input of the sweep (forward). A product with 1 counts like any other.
 */
export function costsOf(graph: Graph): Costs {
  const active = activeValues(graph);
  const nodes = activeNodesBehindLoss(graph, active);
  const behind = new Set(nodes);
  const uses = [...active].map(
    (id) => usesOf(graph, id).filter(({ node }) => behind.has(node)).length,
  );
  const sweeps = graph.inputs.map(({ id }) => movingArguments(nodes, activeValues(graph, [id])));
  const localDerivatives = total(movingArguments(nodes, active));
  return {
    localDerivatives,
    reverse: { sweeps: 1, multiplications: localDerivatives, additions: additionsOf(uses) },
    forward: {
      sweeps: sweeps.length,
      multiplications: total(sweeps.map(total)),
      additions: total(sweeps.map(additionsOf)),
    },
  };
}

/** For each node, how many of its arguments move. */
const movingArguments = (
  nodes: readonly GraphNode[],
  moving: ReadonlySet<ValueId>,
): readonly number[] => nodes.map(({ inputs }) => inputs.filter((id) => moving.has(id)).length);

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** n terms are added up in n − 1 additions. */
const additionsOf = (terms: readonly number[]): number =>
  total(terms.map((count) => Math.max(0, count - 1)));
