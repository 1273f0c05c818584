import type { GraphNode } from '../trace/graph.ts';
import { type DType, type HostTensor, type Shape, sizeOf } from '../trace/tensor.ts';
import type { BackwardPass, Gradient, Trace } from '../trace/trace.ts';
import type { EngineName, RecordRequest } from './engine.ts';
import {
  type Accumulated,
  type BackwardRun,
  checkFeed,
  type ForwardRun,
  filled,
  type Plan,
  planOf,
  runBackward,
  runForward,
} from './execute.ts';
import { LayerError } from './layer.ts';
import type { Ops } from './ops.ts';

/** A finished run, still on the engine: what to read back, and how a trace is put together of it. */
export interface Recording<H> {
  /** Every tensor that the trace needs, each once: for one packed read-back. */
  readonly handles: readonly H[];
  /** `tensors[i]` is what `handles[i]` held. */
  assemble(tensors: readonly HostTensor[]): Trace;
}

/** Checks a request against its graph: shapes, labels, missing or unknown tensors. */
export function planRequest(request: RecordRequest): Plan {
  const { graph } = request;
  const first = graph.inputs[0];
  const given = first && request.inputs[first.id];
  if (!given) throw new LayerError(`input "${first?.id ?? '?'}": nothing was given`);
  const batch = given.shape[0] ?? 0;
  if (!(batch >= 1)) throw new LayerError(`input "${first.id}": needs a batch axis of at least 1`);
  for (const input of graph.inputs) {
    const tensor = checkFeed(
      `input "${input.id}"`,
      [batch, ...input.shape],
      request.inputs[input.id],
    );
    if (input.dtype === 'index') checkIndices(input.id, tensor, input.below);
  }
  for (const param of graph.params) {
    checkFeed(`parameter "${param.id}"`, param.shape, request.params[param.id]);
  }
  return planOf(graph, batch);
}

/**
 * Runs a plan on an engine's operations and lists all that a full trace needs.
 *
 * @param params the weights, already on the engine
 * @param inputs what is fed in, likewise
 */
export function startRecording<H>(
  ops: Ops<H>,
  engine: EngineName,
  plan: Plan,
  params: ReadonlyMap<string, H>,
  inputs: ReadonlyMap<string, H>,
  request: RecordRequest,
): Recording<H> {
  const run = runForward(ops, plan, params, inputs);
  const { loss } = plan.graph;
  const back =
    loss === undefined
      ? undefined
      : runBackward(ops, plan, params, run, filled(ops, plan.shapes.get(loss) ?? [], 1));
  const list = new HandleList<H>();
  for (const handle of run.values.values()) list.add(handle);
  const saved = savedBeside(run, params);
  for (const tensors of saved.values()) {
    for (const handle of tensors.values()) list.add(handle);
  }
  for (const map of back ? [back.values, back.params] : []) {
    for (const { sum, pieces } of map.values()) {
      list.add(sum);
      for (const piece of pieces) list.add(piece.gradient);
    }
  }
  const assemble = (tensors: readonly HostTensor[]): Trace => {
    const read = (handle: H): HostTensor => tensors[list.place(handle)];
    const values: Record<string, HostTensor> = {};
    for (const [id, handle] of run.values) values[id] = read(handle);
    for (const input of plan.graph.inputs) {
      if (input.dtype === 'index') values[input.id] = request.inputs[input.id];
    }
    const kept: Record<string, Record<string, HostTensor>> = {};
    for (const [node, named] of saved) {
      kept[node.id] = Object.fromEntries([...named].map(([name, handle]) => [name, read(handle)]));
    }
    return {
      graph: plan.graph,
      batch: plan.batch,
      engine,
      values,
      params: request.params,
      saved: kept,
      backward: back && backwardPass(plan, back, read, engine === 'host64' ? 'float64' : 'float32'),
    };
  };
  return { handles: list.handles, assemble };
}

/** What layers saved that is neither a value nor a parameter. */
function savedBeside<H>(
  run: ForwardRun<H>,
  params: ReadonlyMap<string, H>,
): Map<GraphNode, Map<string, H>> {
  const known = new Set<H>([...run.values.values(), ...params.values()]);
  const beside = new Map<GraphNode, Map<string, H>>();
  for (const [node, named] of run.saved) {
    const own = new Map(Object.entries(named).filter(([, handle]) => !known.has(handle)));
    if (own.size > 0) beside.set(node, own);
  }
  return beside;
}

function backwardPass<H>(
  plan: Plan,
  run: BackwardRun<H>,
  read: (handle: H) => HostTensor,
  dtype: DType,
): BackwardPass {
  const gradientOf = (accumulated: Accumulated<H> | undefined, shape: Shape): Gradient =>
    accumulated === undefined
      ? { contributions: [], sum: zeros(shape, dtype) }
      : {
          sum: read(accumulated.sum),
          contributions: accumulated.pieces
            .filter((piece) => piece.use !== 'seed')
            .map(({ node, use, gradient }) => ({ node, use, gradient: read(gradient) })),
        };
  const indices = new Set(
    plan.graph.inputs.filter((input) => input.dtype === 'index').map((input) => input.id),
  );
  const values: Record<string, Gradient> = {};
  for (const [id, shape] of plan.shapes) {
    if (!indices.has(id)) values[id] = gradientOf(run.values.get(id), shape);
  }
  const params: Record<string, Gradient> = {};
  for (const { id, shape } of plan.graph.params) {
    params[id] = gradientOf(run.params.get(id), shape);
  }
  return { values, params };
}

const zeros = (shape: Shape, dtype: DType): HostTensor => ({
  shape,
  dtype,
  data: dtype === 'float64' ? new Float64Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)),
});

function checkIndices(id: string, tensor: HostTensor, below: number | undefined): void {
  const limit = below ?? Number.MAX_SAFE_INTEGER;
  for (let i = 0; i < tensor.data.length; i++) {
    const index = tensor.data[i];
    if (Number.isInteger(index) && index >= 0 && index < limit) continue;
    throw new LayerError(
      `input "${id}": entry ${i} is ${index}; expected a whole number from 0${below === undefined ? '' : ` to ${below - 1}`}`,
    );
  }
}

class HandleList<H> {
  readonly handles: H[] = [];
  readonly #places = new Map<H, number>();

  add(handle: H): void {
    if (this.#places.has(handle)) return;
    this.#places.set(handle, this.handles.length);
    this.handles.push(handle);
  }

  place(handle: H): number {
    const place = this.#places.get(handle);
    if (place === undefined) throw new LayerError('a tensor of the trace was never listed');
    return place;
  }
}
