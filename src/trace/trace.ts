import { type Graph, GraphError, type NodeId, type ParamId, type ValueId } from './graph.ts';
import type { HostTensor } from './tensor.ts';

/** What one use of a value or parameter sends back to it. */
export interface Contribution {
  readonly node: NodeId;
  /** Which of the node's inputs (its slot), or the layer's own name of the parameter. */
  readonly use: number | string;
  /** Shaped like the value. */
  readonly gradient: HostTensor;
}

/** The gradient of the loss with respect to one value or parameter: one contribution per use. */
export interface Gradient {
  readonly contributions: readonly Contribution[];
  /** Shaped like the value; all zeros where the loss does not depend on it. */
  readonly sum: HostTensor;
}

export interface BackwardPass {
  /** Every real value of the graph (indices, such as labels, have no gradient). */
  readonly values: Readonly<Record<ValueId, Gradient>>;
  readonly params: Readonly<Record<ParamId, Gradient>>;
}

/**
 * What running a network on an input leaves behind: plain, read-only data on the host. All that is
 * drawn is read from a trace; all that computes makes one.
 */
export interface Trace {
  readonly graph: Graph;
  /** Samples in the batch, N ≥ 1: the first axis of every value but a reduced loss. */
  readonly batch: number;
  /** Which engine made it, e.g. `host32`. */
  readonly engine: string;
  readonly values: Readonly<Record<ValueId, HostTensor>>;
  readonly params: Readonly<Record<ParamId, HostTensor>>;
  /** What a layer keeps for its way back and is no value itself: a pool's winners, a mask. */
  readonly saved: Readonly<Record<NodeId, Readonly<Record<string, HostTensor>>>>;
  /** There as soon as a loss was asked for. */
  readonly backward?: BackwardPass;
}

export function activationOf(trace: Trace, id: ValueId): HostTensor {
  return found(trace.values[id], `value "${id}"`, Object.keys(trace.values));
}

export function paramOf(trace: Trace, id: ParamId): HostTensor {
  return found(trace.params[id], `parameter "${id}"`, Object.keys(trace.params));
}

export function savedOf(trace: Trace, node: NodeId, name: string): HostTensor {
  const all = trace.saved[node] ?? {};
  return found(all[name], `saved tensor "${name}" of node "${node}"`, Object.keys(all));
}

export function gradientOf(trace: Trace, id: ValueId): Gradient {
  const all = backwardOf(trace).values;
  return found(all[id], `gradient of value "${id}"`, Object.keys(all));
}

export function paramGradientOf(trace: Trace, id: ParamId): Gradient {
  const all = backwardOf(trace).params;
  return found(all[id], `gradient of parameter "${id}"`, Object.keys(all));
}

function backwardOf(trace: Trace): BackwardPass {
  if (trace.backward) return trace.backward;
  throw new GraphError('this trace has no backward pass: it was recorded without a loss');
}

function found<T>(item: T | undefined, what: string, known: readonly string[]): T {
  if (item !== undefined) return item;
  throw new GraphError(`the trace has no ${what}; it has ${known.join(', ') || 'none'}`);
}
