import type { Graph, GraphNode } from '../trace/graph.ts';

/**
 * The same network without a label and without a loss, for a prediction alone: index inputs go, and
 * what only the loss reads; with them every node that cannot be computed without them.
 */
export function forwardOnly(graph: Graph): Graph {
  const loss = graph.nodes.find(({ outputs }) => outputs.some((id) => id === graph.loss));
  const others = graph.nodes.filter((node) => node !== loss);
  const inputs = graph.inputs.filter(
    ({ id, dtype }) => dtype === 'real' && others.some((node) => node.inputs.includes(id)),
  );
  const known = new Set(inputs.map((input) => input.id));
  const nodes: GraphNode[] = [];
  for (const node of others) {
    if (!node.inputs.every((id) => known.has(id))) continue;
    nodes.push(node);
    for (const id of node.outputs) known.add(id);
  }
  const used = new Set(nodes.flatMap((node) => Object.values(node.params)));
  return { inputs, nodes, params: graph.params.filter((param) => used.has(param.id)) };
}
