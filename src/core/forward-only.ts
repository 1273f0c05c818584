import type { Graph, GraphNode } from '../trace/graph.ts';

/**
 * The same network without a label and without a loss, for a prediction alone: index inputs go, and
 * with them every node that cannot be computed without them.
 */
export function forwardOnly(graph: Graph): Graph {
  const inputs = graph.inputs.filter((input) => input.dtype === 'real');
  const known = new Set(inputs.map((input) => input.id));
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    if (!node.inputs.every((id) => known.has(id))) continue;
    nodes.push(node);
    for (const id of node.outputs) known.add(id);
  }
  const used = new Set(nodes.flatMap((node) => Object.values(node.params)));
  return { inputs, nodes, params: graph.params.filter((param) => used.has(param.id)) };
}
