import { type Graph, type GraphNode, nodesBehindLoss, type ValueId } from '../../trace/graph.ts';
import { type Step, stepsOf } from '../../trace/step.ts';
import { type HostTensor, hostTensor } from '../../trace/tensor.ts';
import type { BackwardPass, Contribution, Gradient, Trace } from '../../trace/trace.ts';
import { operationOf } from './operations.ts';
import { activeValues, constantKind, type ScalarGraph } from './scalar-graph.ts';

/** What inputs hold, by name; those that are left out hold what the text says. */
export type Holdings = Readonly<Record<string, number>>;

/** The local derivative of a node with respect to one argument, as the trace saves it. */
export const slopeName = (slot: number): string => `slope${slot}`;

const batch = 1;

/**
 * Runs a scalar graph forward and back, in float64. Every value has the shape [1], a batch of one;
 * each node saves the local derivatives of its arguments (`slope0`, `slope1`), but for constants,
 * to which nothing is sent back.
 */
export function recordScalars(scalar: ScalarGraph, holdings: Holdings = {}): Trace {
  const { graph } = scalar;
  const active = activeValues(graph);
  const values = forwardValues(scalar, holdings);
  const saved = new Map<string, Readonly<Record<string, HostTensor>>>();
  for (const node of graph.nodes) {
    if (node.kind === constantKind) continue;
    const slopes = node.inputs.flatMap((id, slot) =>
      active.has(id) ? [[slopeName(slot), scalarOf(slopeOf(node, slot, values))] as const] : [],
    );
    if (slopes.length > 0) saved.set(node.id, Object.fromEntries(slopes));
  }
  return {
    graph,
    batch,
    engine: 'scalar64',
    values: tensorsOf(values),
    params: {},
    saved: Object.fromEntries(saved),
    backward: sweepBack(graph, active, values),
  };
}

/** All values, inputs first. Throws a RangeError for a holding that is no input of the graph. */
export function forwardValues(
  { graph, inputs }: ScalarGraph,
  holdings: Holdings = {},
): ReadonlyMap<ValueId, number> {
  const values = new Map(inputs.map(({ id, value }) => [id, value]));
  for (const [id, value] of Object.entries(holdings)) {
    if (!values.has(id)) {
      const known = [...values.keys()].join(', ') || 'none';
      throw new RangeError(`there is no input "${id}"; inputs are: ${known}`);
    }
    values.set(id, value);
  }
  for (const node of graph.nodes) values.set(node.id, outputOf(node, values));
  return values;
}

function outputOf(node: GraphNode, values: ReadonlyMap<ValueId, number>): number {
  if (node.kind === constantKind) return Number(node.attrs.value);
  const [a, b] = operandsOf(node, values);
  return operationOf(node.kind).value(a, b);
}

/** ∂(output)/∂(input of this slot), where the values are. */
export function slopeOf(
  node: GraphNode,
  slot: number,
  values: ReadonlyMap<ValueId, number>,
): number {
  const [a, b] = operandsOf(node, values);
  return operationOf(node.kind).slope(slot, a, b, held(values, node.id));
}

/** What a node is applied to; the second is 0 where there is but one. */
export function operandsOf(
  node: GraphNode,
  values: ReadonlyMap<ValueId, number>,
): readonly [number, number] {
  const [a, b] = node.inputs;
  return [held(values, a), b === undefined ? 0 : held(values, b)];
}

/**
 * Reverse accumulation: from ∂L/∂L = 1 back over the nodes, each sending local derivative ×
 * upstream to its arguments. A value that is read more than once adds up what it is sent.
 */
function sweepBack(
  graph: Graph,
  active: ReadonlySet<ValueId>,
  values: ReadonlyMap<ValueId, number>,
): BackwardPass {
  const sent = new Map<ValueId, Contribution[]>();
  const sums = new Map<ValueId, number>();
  if (graph.loss !== undefined) sums.set(graph.loss, 1);
  for (const node of activeNodesBehindLoss(graph, active).reverse()) {
    const upstream = sums.get(node.id) ?? 0;
    node.inputs.forEach((id, slot) => {
      if (!active.has(id)) return;
      const gradient = slopeOf(node, slot, values) * upstream;
      sent.set(id, [
        ...(sent.get(id) ?? []),
        { node: node.id, use: slot, gradient: scalarOf(gradient) },
      ]);
      sums.set(id, (sums.get(id) ?? 0) + gradient);
    });
  }
  const gradients = [...values.keys()].map((id): [ValueId, Gradient] => [
    id,
    { contributions: sent.get(id) ?? [], sum: scalarOf(sums.get(id) ?? 0) },
  ]);
  return { values: Object.fromEntries(gradients), params: {} };
}

/** The nodes that the way back visits, in the order of the graph. */
export function activeNodesBehindLoss(
  graph: Graph,
  active: ReadonlySet<ValueId> = activeValues(graph),
): GraphNode[] {
  return nodesBehindLoss(graph).filter((node) => active.has(node.id));
}

/** The steps of a scalar graph: constants stand there from the start and take no part in them. */
export function scalarSteps(graph: Graph): readonly Step[] {
  const active = activeValues(graph);
  return stepsOf(graph).filter((step) => {
    if (step.kind === 'update') return false;
    return step.kind === 'backward' ? active.has(step.node.id) : step.node.kind !== constantKind;
  });
}

/** A number that a graph's value must have. */
export function held(values: ReadonlyMap<ValueId, number>, id: ValueId): number {
  const value = values.get(id);
  if (value === undefined) throw new RangeError(`there is no value "${id}"`);
  return value;
}

const scalarOf = (value: number): HostTensor => hostTensor([batch], Float64Array.of(value));

const tensorsOf = (values: ReadonlyMap<ValueId, number>): Readonly<Record<ValueId, HostTensor>> =>
  Object.fromEntries([...values].map(([id, value]) => [id, scalarOf(value)]));
