import { cell, constant, type Expression, evaluate, readCell, sum } from '../trace/expression.ts';
import {
  type GraphNode,
  maybeMaker,
  type NodeId,
  nodesBehindLoss,
  type ParamId,
  usesOf,
  usesOfParam,
  type ValueId,
} from '../trace/graph.ts';
import { sizeOf } from '../trace/tensor.ts';
import { activationOf, paramOf, savedOf, type Trace } from '../trace/trace.ts';
import type { BoundLayer, Provenance } from './layer.ts';
import { LayerError } from './layer.ts';
import { layerOf } from './layers.ts';

/** What made cell `index` of a value. Undefined for an input of the graph: nothing made it. */
export function explain(trace: Trace, id: ValueId, index: number): Expression | undefined {
  checkIndex(id, index, sizeOf(activationOf(trace, id).shape));
  const node = maybeMaker(trace.graph, id);
  if (!node) return undefined;
  const { layer, from } = bound(trace, node);
  return layer.explainOutput(from, node.outputs.indexOf(id), index);
}

/**
 * What made the gradient of cell `index` of a value: the sum, over its uses, of local derivative ×
 * upstream; of the loss itself 1. An empty sum where the loss does not depend on it.
 */
export function explainGradient(trace: Trace, id: ValueId, index: number): Expression {
  checkIndex(id, index, sizeOf(activationOf(trace, id).shape));
  const behind = new Set(nodesBehindLoss(trace.graph));
  const parts = usesOf(trace.graph, id)
    .filter(({ node }) => behind.has(node))
    .map(({ node, slot }) => {
      const { layer, from } = bound(trace, node);
      return layer.explainInputGradient(from, slot, index);
    });
  if (id === trace.graph.loss) parts.push(constant(1, '∂L/∂L'));
  return parts.length === 1 ? parts[0] : sum(parts);
}

/** The same for cell `index` of a parameter; a shared one sums over all nodes that use it. */
export function explainParamGradient(trace: Trace, id: ParamId, index: number): Expression {
  checkIndex(id, index, sizeOf(paramOf(trace, id).shape));
  const behind = new Set(nodesBehindLoss(trace.graph));
  const parts = usesOfParam(trace.graph, id)
    .filter(({ node }) => behind.has(node))
    .map(({ node, role }) => {
      const { layer, from } = bound(trace, node);
      return layer.explainParamGradient(from, role, index);
    });
  return parts.length === 1 ? parts[0] : sum(parts);
}

/**
 * What made cell `index` of an intermediate that a composite layer saved: a gate, a normalised
 * value, an attention weight. Undefined where the layer does not say more of it.
 */
export function explainSaved(
  trace: Trace,
  id: NodeId,
  name: string,
  index: number,
): Expression | undefined {
  checkIndex(`${id}: ${name}`, index, sizeOf(savedOf(trace, id, name).shape));
  const node = trace.graph.nodes.find((candidate) => candidate.id === id);
  if (!node) return undefined;
  const { layer, from } = bound(trace, node);
  return layer.explainSaved(from, name, index);
}

/** A node's layer and the names that its explanation gives to cells. */
export function bound(trace: Trace, node: GraphNode): { layer: BoundLayer; from: Provenance } {
  const layer = layerOf(`layer "${node.id}" (${node.kind})`, node);
  const shapeOf = (id: ValueId) => activationOf(trace, id).shape;
  return {
    layer,
    from: {
      inputs: node.inputs.map(shapeOf),
      outputs: node.outputs.map(shapeOf),
      params: Object.fromEntries(
        Object.entries(node.params).map(([role, id]) => [role, paramOf(trace, id).shape]),
      ),
      input: (slot, index) => cell({ of: 'value', id: node.inputs[slot], index }),
      output: (slot, index) => cell({ of: 'value', id: node.outputs[slot], index }),
      param: (role, index) => cell({ of: 'param', id: node.params[role], index }),
      saved: (name, index) => cell({ of: 'saved', node: node.id, name, index }),
      upstream: (slot, index) => cell({ of: 'gradient', id: node.outputs[slot], index }),
      read: (expression) => evaluate(expression, (at) => readCell(trace, at)),
    },
  };
}

function checkIndex(id: string, index: number, size: number): void {
  if (Number.isInteger(index) && index >= 0 && index < size) return;
  throw new LayerError(`"${id}" has ${size} cells; there is no cell ${index}`);
}
