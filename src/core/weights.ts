import type { Graph } from '../trace/graph.ts';
import { type HostTensor, sameShape, shapeText } from '../trace/tensor.ts';
import { parseSafetensors } from './formats/safetensors.ts';
import { LayerError } from './layer.ts';

/**
 * The weights of a graph, from the bytes of a safetensors file. Throws when a parameter is missing
 * or of another shape, naming it; tensors that the graph does not know are refused too.
 */
export function parseWeights(graph: Graph, bytes: Uint8Array): Record<string, HostTensor> {
  const { tensors } = parseSafetensors(bytes);
  const params: Record<string, HostTensor> = {};
  for (const { id, shape } of graph.params) {
    const tensor = Object.hasOwn(tensors, id) ? tensors[id] : undefined;
    if (!tensor) {
      throw new LayerError(
        `weights: the parameter "${id}" (${shapeText(shape)}) is not in the file; it has ${Object.keys(tensors).join(', ') || 'none'}`,
      );
    }
    if (!sameShape(shape, tensor.shape)) {
      throw new LayerError(
        `weights: "${id}" must be ${shapeText(shape)}, the file has ${shapeText(tensor.shape)}`,
      );
    }
    params[id] = tensor;
  }
  const unknown = Object.keys(tensors).filter((name) => !Object.hasOwn(params, name));
  if (unknown.length > 0) {
    throw new LayerError(`weights: the network has no parameter named ${unknown.join(', ')}`);
  }
  return params;
}
