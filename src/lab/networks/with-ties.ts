import type { TieRule } from '../../core/pooling.ts';
import type { Graph } from '../../trace/graph.ts';

const made = new WeakMap<Graph, Map<TieRule, Graph>>();

/**
 * The network with this rule for its max-pools' ties. The same graph for the same question, so that
 * what is worked out of a graph stands; the graph itself where nothing changes.
 */
export function withTies(graph: Graph, ties: TieRule): Graph {
  const pools = graph.nodes.filter(({ kind }) => kind === 'maxPool2d');
  if (pools.every(({ attrs }) => (attrs.ties ?? 'first') === ties)) return graph;
  const rules = made.get(graph) ?? new Map<TieRule, Graph>();
  made.set(graph, rules);
  const known = rules.get(ties);
  if (known) return known;
  const ruled: Graph = {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.kind === 'maxPool2d' ? { ...node, attrs: { ...node.attrs, ties } } : node,
    ),
  };
  rules.set(ties, ruled);
  return ruled;
}
