import type { Attributes, GraphNode, ValueId } from '../../trace/graph.ts';
import type { LayerKind } from '../layers.ts';

/** A node with one output, named like itself. */
export function node(
  id: string,
  kind: LayerKind,
  inputs: readonly ValueId[],
  options: { attrs?: Attributes; params?: Readonly<Record<string, string>> } = {},
): GraphNode {
  return {
    id,
    kind,
    attrs: options.attrs ?? {},
    inputs,
    outputs: [id],
    params: options.params ?? {},
  };
}

/** A dense layer with the parameters `<param>.W` and `<param>.b`. */
export function denseNode(id: string, param: string, input: ValueId): GraphNode {
  return node(id, 'dense', [input], {
    params: { weights: `${param}.W`, bias: `${param}.b` },
  });
}

/** A convolution with the parameters `<id>.w` and `<id>.b`. */
export function convNode(id: string, input: ValueId, attrs: Attributes = {}): GraphNode {
  return node(id, 'conv2d', [input], { attrs, params: { kernel: `${id}.w`, bias: `${id}.b` } });
}
