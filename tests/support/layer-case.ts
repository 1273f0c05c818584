import { planOf, runForward } from '../../src/core/execute.ts';
import type { HostArray } from '../../src/core/host/array.ts';
import { HostOps } from '../../src/core/host/ops.ts';
import type { Backward, Named } from '../../src/core/layer.ts';
import { type LayerKind, layers } from '../../src/core/layers.ts';
import type { Ops } from '../../src/core/ops.ts';
import type { SampleInput } from '../../src/core/sample.ts';
import { Random } from '../../src/digits/random.ts';
import type { Graph, GraphNode } from '../../src/trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../../src/trace/tensor.ts';
import type { Gradient, Trace } from '../../src/trace/trace.ts';

/** One layer by itself, with numbers for everything that goes in and an upstream for its outputs. */
export interface LayerCase {
  readonly graph: Graph;
  readonly node: GraphNode;
  readonly params: Readonly<Record<string, HostTensor>>;
  readonly inputs: Readonly<Record<string, HostTensor>>;
  readonly upstreams: readonly HostTensor[];
}

export const layerKinds = Object.keys(layers).filter((kind): kind is LayerKind => kind in layers);

/** A random case of a kind: shapes, attributes and numbers all follow from the seed. */
export function layerCase(kind: LayerKind, seed: number): LayerCase {
  const random = new Random(seed, 17);
  const sample = layers[kind].sample({
    whole: (low, high) => low + random.below(high - low + 1),
    choice: (items) => items[random.below(items.length)],
  });
  const batch = 1 + random.below(3);
  const params = sample.params ?? {};
  const node: GraphNode = {
    id: 'layer',
    kind,
    attrs: sample.attrs ?? {},
    inputs: sample.inputs.map((_, i) => `in${i}`),
    outputs: Array.from({ length: sample.outputs ?? 1 }, (_, i) => `out${i}`),
    params: Object.fromEntries(Object.keys(params).map((role) => [role, role])),
  };
  const graph: Graph = {
    inputs: sample.inputs.map(({ shape, below }, i) => ({
      id: `in${i}`,
      shape,
      dtype: below === undefined ? 'real' : 'index',
      below,
    })),
    params: Object.entries(params).map(([id, shape]) => ({ id, shape })),
    nodes: [node],
  };
  const { shapes } = planOf(graph, batch);
  return {
    graph,
    node,
    inputs: Object.fromEntries(
      sample.inputs.map((input, i) => [`in${i}`, numbersFor(input, batch, random)]),
    ),
    params: Object.fromEntries(
      Object.entries(params).map(([role, shape]) => [
        role,
        filled(shape, () =>
          sample.positive?.includes(role) ? random.between(0.1, 1) : random.normal(0, 0.7),
        ),
      ]),
    ),
    upstreams: node.outputs.map((id) => filled(shapes.get(id) ?? [], () => random.normal())),
  };
}

function numbersFor({ shape, values, below }: SampleInput, batch: number, random: Random) {
  return filled([batch, ...shape], () => {
    if (below !== undefined) return random.below(below);
    if (values === 'positive') return random.between(0.1, 1);
    return values === 'bit' ? random.below(2) : random.normal();
  });
}

function filled(shape: Shape, next: () => number): HostTensor {
  return { shape, dtype: 'float64', data: Float64Array.from({ length: sizeOf(shape) }, next) };
}

interface Work<H> {
  readonly outputs: readonly H[];
  readonly saved: Named<H>;
  readonly back?: Backward<H>;
}

/** Runs a case on an engine's operations, and back if asked. */
function work<H>(ops: Ops<H>, given: LayerCase, backward: boolean): Work<H> {
  const { graph, node, upstreams } = given;
  const plan = planOf(graph, given.inputs.in0.shape[0]);
  const upload = (tensors: Readonly<Record<string, HostTensor>>) =>
    new Map(Object.entries(tensors).map(([id, tensor]) => [id, ops.upload(tensor)]));
  const params = upload(given.params);
  const run = runForward(ops, plan, params, upload(given.inputs));
  const outputs = node.outputs.map((id) => {
    const handle = run.values.get(id);
    if (handle === undefined) throw new Error(`${node.kind} made no "${id}"`);
    return handle;
  });
  const kept = run.saved.get(node) ?? {};
  // As in a real trace: what is a value or a parameter itself is not kept twice.
  const known = new Set([...run.values.values(), ...params.values()]);
  const saved = Object.fromEntries(Object.entries(kept).filter(([, handle]) => !known.has(handle)));
  const layer = plan.layers.get(node);
  if (!backward || !layer) return { outputs, saved };
  const seeds = upstreams.map((upstream) => ops.upload(upstream));
  const back = layer.vjp(ops, Object.fromEntries(params), kept, seeds, { inputs: true });
  return { outputs, saved, back };
}

/** Every output and every gradient of a case, still on the engine. */
export function resultsOf<H>(ops: Ops<H>, given: LayerCase): (readonly [string, H])[] {
  const { outputs, back } = work(ops, given, true);
  const results = outputs.map((handle, slot): readonly [string, H] => [`output ${slot}`, handle]);
  back?.inputs.forEach((handle, slot) => {
    if (handle !== undefined) results.push([`gradient of input ${slot}`, handle]);
  });
  for (const [role, handle] of Object.entries(back?.params ?? {})) {
    results.push([`gradient of ${role}`, handle]);
  }
  return results;
}

interface Run {
  readonly outputs: readonly HostTensor[];
  readonly saved: Readonly<Record<string, HostTensor>>;
  readonly back?: {
    readonly inputs: readonly (HostTensor | undefined)[];
    readonly params: Readonly<Record<string, HostTensor>>;
  };
}

const host = new HostOps('float64');
const copied = ({ shape, data }: HostArray): HostTensor => ({
  shape,
  dtype: 'float64',
  data: data.slice(),
});
const copiedAll = (handles: Named<HostArray>) =>
  Object.fromEntries(Object.entries(handles).map(([name, handle]) => [name, copied(handle)]));

/** Runs a case on the host in float64, and back if asked. */
export function runCase(given: LayerCase, backward: boolean): Run {
  try {
    const { outputs, saved, back } = work(host, given, backward);
    return {
      outputs: outputs.map(copied),
      saved: copiedAll(saved),
      back: back && {
        inputs: back.inputs.map((gradient) => gradient && copied(gradient)),
        params: copiedAll(back.params),
      },
    };
  } finally {
    host.reset();
  }
}

/** The trace of a case: its gradients are those of Σ upstream · output. */
export function traceOf(given: LayerCase): Trace {
  const { graph, node, upstreams } = given;
  const { outputs, saved, back } = runCase(given, true);
  const alone = (gradient: HostTensor, use: number | string): Gradient => ({
    sum: gradient,
    contributions: [{ node: node.id, use, gradient }],
  });
  const values: Record<string, Gradient> = {};
  node.outputs.forEach((id, slot) => {
    values[id] = { sum: upstreams[slot], contributions: [] };
  });
  node.inputs.forEach((id, slot) => {
    const shape = given.inputs[id].shape;
    const gradient = back?.inputs[slot] ?? filled(shape, () => 0);
    if (graph.inputs[slot].dtype === 'real') values[id] = alone(gradient, slot);
  });
  return {
    graph: { ...graph, loss: node.outputs[0] },
    batch: given.inputs.in0.shape[0],
    engine: 'host64',
    values: {
      ...given.inputs,
      ...Object.fromEntries(node.outputs.map((id, slot) => [id, outputs[slot]])),
    },
    params: given.params,
    saved: { [node.id]: saved },
    backward: {
      values,
      params: Object.fromEntries(
        Object.entries(back?.params ?? {}).map(([role, gradient]) => [role, alone(gradient, role)]),
      ),
    },
  };
}
