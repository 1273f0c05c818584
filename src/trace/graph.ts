import { type Shape, sizeOf } from './tensor.ts';

/** The name of a value that flows: an input of the graph or an output of a node. */
export type ValueId = string;
export type NodeId = string;
export type ParamId = string;

export type Attribute = number | string | boolean | readonly number[];
export type Attributes = Readonly<Record<string, Attribute>>;

/**
 * One application of a layer. `params` maps the layer's own names for its parameters (`kernel`,
 * `bias`) to the graph's; two nodes that name the same parameter share it.
 */
export interface GraphNode {
  readonly id: NodeId;
  readonly kind: string;
  readonly attrs: Attributes;
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
  readonly params: Readonly<Record<string, ParamId>>;
}

/** What is fed in. `shape` is that of one sample, without the batch axis. */
export interface GraphInput {
  readonly id: ValueId;
  readonly shape: Shape;
  /** Indices (class labels) are whole numbers and have no gradient. */
  readonly dtype: 'real' | 'index';
  /** For indices: one more than the largest. */
  readonly below?: number;
}

/** What is learned. `shape` is whole: parameters have no batch axis. */
export interface GraphParam {
  readonly id: ParamId;
  readonly shape: Shape;
}

/**
 * A network and, where there is one, its loss: a directed acyclic graph whose nodes stand in
 * topological order. A chain is only its simplest case: values may fan out, parameters be shared.
 */
export interface Graph {
  readonly inputs: readonly GraphInput[];
  readonly params: readonly GraphParam[];
  readonly nodes: readonly GraphNode[];
  /** The scalar that gradients are taken of. */
  readonly loss?: ValueId;
}

/** One place where a value is read: the node and which of its inputs. */
export interface Use {
  readonly node: GraphNode;
  readonly slot: number;
}

/** One place where a parameter is read: the node and the layer's own name for it. */
export interface ParamUse {
  readonly node: GraphNode;
  readonly role: string;
}

/** A graph that cannot be run; the message says which node and why. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** Checks names, order and references; returns the graph, so that it can wrap a definition. */
export function checkGraph(graph: Graph): Graph {
  const values = new Set<ValueId>();
  const claim = (id: ValueId, owner: string) => {
    if (values.has(id)) throw new GraphError(`${owner}: the value "${id}" is made twice`);
    values.add(id);
  };
  for (const input of graph.inputs) claim(input.id, `input "${input.id}"`);
  const params = new Set(graph.params.map((param) => param.id));
  if (params.size !== graph.params.length) {
    throw new GraphError('two parameters have the same name');
  }
  const nodes = new Set<NodeId>();
  for (const node of graph.nodes) {
    const where = `node "${node.id}" (${node.kind})`;
    if (nodes.has(node.id)) throw new GraphError(`${where}: a second node with this name`);
    nodes.add(node.id);
    for (const id of node.inputs) {
      if (values.has(id)) continue;
      throw new GraphError(
        `${where}: reads the value "${id}", which no input and no node before it makes`,
      );
    }
    for (const id of Object.values(node.params)) {
      if (!params.has(id)) throw new GraphError(`${where}: names the unknown parameter "${id}"`);
    }
    for (const id of node.outputs) claim(id, where);
  }
  if (graph.loss !== undefined && !values.has(graph.loss)) {
    throw new GraphError(`the loss is "${graph.loss}", which no node makes`);
  }
  return graph;
}

/** The node that makes a value; undefined for an input of the graph. */
export function maybeMaker(graph: Graph, id: ValueId): GraphNode | undefined {
  return graph.nodes.find((node) => node.outputs.includes(id));
}

/** Every place where a value is read, in the order of the graph. One entry per slot. */
export function usesOf(graph: Graph, id: ValueId): readonly Use[] {
  return graph.nodes.flatMap((node) =>
    node.inputs.flatMap((input, slot) => (input === id ? [{ node, slot }] : [])),
  );
}

/** Every place where a parameter is read, in the order of the graph. */
export function usesOfParam(graph: Graph, id: ParamId): readonly ParamUse[] {
  return graph.nodes.flatMap((node) =>
    Object.entries(node.params).flatMap(([role, param]) => (param === id ? [{ node, role }] : [])),
  );
}

/** The nodes that a value depends on, its own maker included, in the order of the graph. */
function nodesBehind(graph: Graph, id: ValueId): readonly GraphNode[] {
  const wanted = new Set<ValueId>([id]);
  const behind: GraphNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => wanted.has(output))) continue;
    behind.unshift(node);
    for (const input of node.inputs) wanted.add(input);
  }
  return behind;
}

/** The nodes that the loss depends on, in the order of the graph: those a gradient visits. */
export function nodesBehindLoss(graph: Graph): readonly GraphNode[] {
  return graph.loss === undefined ? [] : nodesBehind(graph, graph.loss);
}

/** The part of a graph that makes one value, without a loss: for predictions. */
export function upTo(graph: Graph, id: ValueId): Graph {
  const nodes = nodesBehind(graph, id);
  const read = new Set(nodes.flatMap((node) => node.inputs));
  const used = new Set(nodes.flatMap((node) => Object.values(node.params)));
  return {
    inputs: graph.inputs.filter((input) => read.has(input.id)),
    params: graph.params.filter((param) => used.has(param.id)),
    nodes,
  };
}

/** How many numbers are learned. */
export function parameterCount(graph: Graph): number {
  return graph.params.reduce((sum, param) => sum + sizeOf(param.shape), 0);
}
