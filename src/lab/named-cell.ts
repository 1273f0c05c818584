import { planOf } from '../core/execute.ts';
import type { Cell } from '../trace/expression.ts';
import type { Graph } from '../trace/graph.ts';
import { type Shape, sizeOf } from '../trace/tensor.ts';

/**
 * The cell that a text names, as `cellKey` writes it; undefined where the network, run on one
 * drawing, has no such cell. What a layer keeps for itself is not known before a run: not named.
 */
export function maybeCell(text: string, graph: Graph): Cell | undefined {
  const [, of, id, digits] = /^(\w+):(.+):(\d{1,9})$/s.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const index = Number(digits);
  const isIn = (shape: Shape | undefined): boolean => shape !== undefined && index < sizeOf(shape);
  if (of === 'value' || of === 'gradient') {
    return isIn(planOf(graph, 1).shapes.get(id)) ? { of, id, index } : undefined;
  }
  if (of !== 'param' && of !== 'paramGradient') return undefined;
  return isIn(graph.params.find((param) => param.id === id)?.shape) ? { of, id, index } : undefined;
}
