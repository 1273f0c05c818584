import { sgd } from '../../core/optimizers/sgd.ts';
import type { Cell } from '../../trace/expression.ts';
import type { GraphNode, ParamId } from '../../trace/graph.ts';
import { paramGradientOf, paramOf, type Trace } from '../../trace/trace.ts';

/** η: the rate of the step that the timeline ends with. */
export const UPDATE_RATE = 0.01;

/** What one step of gradient descent, w ← w − η g, does to the weights of one layer. */
export interface LayerUpdate {
  readonly node: GraphNode;
  /** How many weights it has, biases among them. */
  readonly count: number;
  /** ‖Δw‖: how far its weights move, all together. */
  readonly moved: number;
  /** ‖w‖ before. */
  readonly length: number;
  /** The weight that changes most. */
  readonly largest: WeightUpdate;
}

export interface WeightUpdate {
  readonly weight: Cell & { readonly of: 'param' };
  readonly gradient: Cell & { readonly of: 'paramGradient' };
  readonly change: number;
  readonly after: number;
}

const made = new WeakMap<Trace, readonly LayerUpdate[]>();

/** The update of every layer that learns, in the order of the network; in float64. */
export function updatesOf(trace: Trace): readonly LayerUpdate[] {
  const known = made.get(trace) ?? makeUpdates(trace);
  made.set(trace, known);
  return known;
}

function makeUpdates(trace: Trace): LayerUpdate[] {
  const seen = new Set<ParamId>();
  return trace.graph.nodes.flatMap((node) => {
    // Weights that several layers share are updated once.
    const own = Object.values(node.params).filter((id) => !seen.has(id));
    for (const id of own) seen.add(id);
    return own.length > 0 ? [updateOf(trace, node, own)] : [];
  });
}

function updateOf(trace: Trace, node: GraphNode, params: readonly ParamId[]): LayerUpdate {
  let [count, moved, length] = [0, 0, 0];
  let largest: WeightUpdate | undefined;
  for (const id of params) {
    const weights = Float64Array.from(paramOf(trace, id).data);
    const gradient = paramGradientOf(trace, id).sum.data;
    const start = sgd.start(weights, sgd.defaults);
    const after = sgd.step({ weights, gradient }, start, UPDATE_RATE, sgd.defaults).weights;
    count += weights.length;
    for (let index = 0; index < weights.length; index++) {
      const change = after[index] - weights[index];
      moved += change * change;
      length += weights[index] * weights[index];
      if (largest && Math.abs(change) <= Math.abs(largest.change)) continue;
      const [weight, slope] = [
        { of: 'param', id, index },
        { of: 'paramGradient', id, index },
      ] as const;
      largest = { weight, gradient: slope, change, after: after[index] };
    }
  }
  if (!largest) throw new RangeError(`updatesOf: the layer "${node.id}" has no weights`);
  return { node, count, moved: Math.sqrt(moved), length: Math.sqrt(length), largest };
}
