import { type Graph, type GraphNode, nodesBehindLoss, type ValueId } from '../trace/graph.ts';
import { type HostTensor, type Shape, sameShape, shapeText } from '../trace/tensor.ts';
import { type BoundLayer, LayerError, type Named } from './layer.ts';
import { layerOf } from './layers.ts';
import type { Ops } from './ops.ts';

/** A graph whose layers are bound and whose shapes for one batch size are known. */
export interface Plan {
  readonly graph: Graph;
  readonly batch: number;
  readonly layers: ReadonlyMap<GraphNode, BoundLayer>;
  /** Shapes of all values, batch axis included. */
  readonly shapes: ReadonlyMap<ValueId, Shape>;
}

/** Binds every layer and infers every shape; throws a `LayerError` that names the node. */
export function planOf(graph: Graph, batch: number): Plan {
  const shapes = new Map<ValueId, Shape>();
  const layers = new Map<GraphNode, BoundLayer>();
  const params = new Map(graph.params.map((param) => [param.id, param.shape]));
  for (const input of graph.inputs) shapes.set(input.id, [batch, ...input.shape]);
  for (const node of graph.nodes) {
    const where = `layer "${node.id}" (${node.kind})`;
    const layer = layerOf(where, node);
    const inputs = node.inputs.map((id) => shapes.get(id) ?? []);
    const given: Record<string, Shape> = {};
    for (const [role, id] of Object.entries(node.params)) {
      if (!layer.params.includes(role)) {
        throw new LayerError(
          `${where}: has no parameter "${role}"; it has ${layer.params.join(', ') || 'none'}`,
        );
      }
      given[role] = params.get(id) ?? [];
    }
    const outputs = layer.shapes(inputs, given);
    if (outputs.length !== node.outputs.length) {
      throw new LayerError(
        `${where}: makes ${outputs.length} outputs, the graph names ${node.outputs.length}`,
      );
    }
    node.outputs.forEach((id, slot) => {
      shapes.set(id, outputs[slot]);
    });
    layers.set(node, layer);
  }
  return { graph, batch, layers, shapes };
}

/** Throws unless a tensor that is fed in has the shape that the graph expects. */
export function checkFeed(
  what: string,
  expected: Shape,
  given: HostTensor | undefined,
): HostTensor {
  if (given === undefined) throw new LayerError(`${what}: nothing was given`);
  if (sameShape(expected, given.shape)) return given;
  throw new LayerError(`${what}: expected ${shapeText(expected)}, got ${shapeText(given.shape)}`);
}

export interface ForwardRun<H> {
  readonly values: ReadonlyMap<ValueId, H>;
  readonly saved: ReadonlyMap<GraphNode, Named<H>>;
}

/** Runs every node in order. `params` and `inputs` hold the engine's handles by id. */
export function runForward<H>(
  ops: Ops<H>,
  plan: Plan,
  params: ReadonlyMap<string, H>,
  inputs: ReadonlyMap<ValueId, H>,
): ForwardRun<H> {
  const values = new Map(inputs);
  const saved = new Map<GraphNode, Named<H>>();
  for (const [node, layer] of plan.layers) {
    const result = layer.forward(
      ops,
      paramsOf(node, params),
      node.inputs.map((id) => required(values, id)),
    );
    node.outputs.forEach((id, slot) => {
      values.set(id, result.outputs[slot]);
    });
    saved.set(node, result.saved);
  }
  return { values, saved };
}

/** What one use of a value or parameter sends back, still on the engine. */
export interface Piece<H> {
  readonly node: string;
  readonly use: number | string;
  readonly gradient: H;
}

export interface Accumulated<H> {
  readonly pieces: readonly Piece<H>[];
  readonly sum: H;
}

export interface BackwardRun<H> {
  readonly values: ReadonlyMap<ValueId, Accumulated<H>>;
  readonly params: ReadonlyMap<string, Accumulated<H>>;
}

/**
 * Reverse accumulation from the loss, `upstream` being dL/dL (ones, shaped like the loss). This is
 * the one place where the contributions of several uses are added up.
 *
 * @param inputGradients whether the graph's inputs get a gradient (training does not need it)
 */
export function runBackward<H>(
  ops: Ops<H>,
  plan: Plan,
  params: ReadonlyMap<string, H>,
  run: ForwardRun<H>,
  upstream: H,
  inputGradients = true,
): BackwardRun<H> {
  const { graph } = plan;
  if (graph.loss === undefined) throw new LayerError('a backward pass needs a graph with a loss');
  const values = new Gradients<H>(ops);
  const paramGradients = new Gradients<H>(ops);
  values.add(graph.loss, { node: 'loss', use: 'seed', gradient: upstream });
  const feeds = new Set(graph.inputs.map((input) => input.id));
  const indices = new Set(
    graph.inputs.filter((input) => input.dtype === 'index').map((input) => input.id),
  );
  for (const node of [...nodesBehindLoss(graph)].reverse()) {
    const layer = required(plan.layers, node);
    const upstreams = node.outputs.map(
      (id) => values.sum(id) ?? zeros(ops, plan.shapes.get(id) ?? []),
    );
    const wanted = { inputs: inputGradients || node.inputs.some((id) => !feeds.has(id)) };
    const back = layer.vjp(
      ops,
      paramsOf(node, params),
      required(run.saved, node),
      upstreams,
      wanted,
    );
    node.inputs.forEach((id, slot) => {
      const gradient = back.inputs[slot];
      if (gradient === undefined || indices.has(id)) return;
      values.add(id, { node: node.id, use: slot, gradient });
    });
    for (const [role, id] of Object.entries(node.params)) {
      const gradient = back.params[role];
      if (gradient !== undefined) paramGradients.add(id, { node: node.id, use: role, gradient });
    }
  }
  return { values: values.finish(), params: paramGradients.finish() };
}

/** A tensor of one number, repeated. */
export function filled<H>(ops: Ops<H>, shape: Shape, value: number): H {
  const scalar = ops.upload({ shape: [], dtype: 'float64', data: [value] });
  return ops.broadcastTo(scalar, shape);
}

const zeros = <H>(ops: Ops<H>, shape: Shape): H => filled(ops, shape, 0);

class Gradients<H> {
  readonly #ops: Ops<H>;
  readonly #pieces = new Map<string, Piece<H>[]>();
  readonly #sums = new Map<string, H>();

  constructor(ops: Ops<H>) {
    this.#ops = ops;
  }

  add(id: string, piece: Piece<H>): void {
    const pieces = this.#pieces.get(id);
    const sum = this.#sums.get(id);
    if (pieces === undefined || sum === undefined) {
      this.#pieces.set(id, [piece]);
      this.#sums.set(id, piece.gradient);
      return;
    }
    pieces.push(piece);
    this.#sums.set(id, this.#ops.binary('add', sum, piece.gradient));
  }

  sum(id: string): H | undefined {
    return this.#sums.get(id);
  }

  finish(): Map<string, Accumulated<H>> {
    const all = new Map<string, Accumulated<H>>();
    for (const [id, pieces] of this.#pieces) all.set(id, { pieces, sum: required(this.#sums, id) });
    return all;
  }
}

function paramsOf<H>(node: GraphNode, params: ReadonlyMap<string, H>): Named<H> {
  const own: Record<string, H> = {};
  for (const [role, id] of Object.entries(node.params)) own[role] = required(params, id);
  return own;
}

function required<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new LayerError(`nothing is known of "${String(key)}"`);
  return value;
}
