import { type ParamId, upTo, type ValueId } from '../../trace/graph.ts';
import type { HostTensor } from '../../trace/tensor.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Engine, RecordRequest } from '../engine.ts';
import { filled, type Plan, runBackward, runForward } from '../execute.ts';
import { LayerError } from '../layer.ts';
import { planRequest, startRecording } from '../record.ts';
import type { HostArray, Precision } from './array.ts';
import { HostOps } from './ops.ts';

type Handles = ReadonlyMap<string, HostArray>;

/** What one step of training needs to know. */
export interface LossGradients {
  readonly loss: number;
  readonly gradients: Readonly<Record<ParamId, HostTensor>>;
}

/** The engine on typed arrays: always there, deterministic, and the only one in float64. */
export class HostEngine implements Engine {
  readonly name: 'host32' | 'host64' | 'wasm';
  readonly #precision: Precision;
  readonly #ops: HostOps;

  /** @param wasm operations in float32 that take the place of the host's own */
  constructor(precision: Precision, wasm?: HostOps) {
    this.name = wasm ? 'wasm' : precision === 'float64' ? 'host64' : 'host32';
    this.#precision = precision;
    this.#ops = wasm ?? new HostOps(precision);
  }

  async record(request: RecordRequest): Promise<Trace> {
    return this.recordNow(request);
  }

  /** The same without waiting: for widgets whose whole run takes under a millisecond. */
  recordNow(request: RecordRequest): Trace {
    return this.#run(request, (plan, params, inputs) => {
      const recording = startRecording(this.#ops, this.name, plan, params, inputs, request);
      return recording.assemble(recording.handles.map((handle) => this.#copy(handle)));
    });
  }

  /** Forward only: one value of the graph, batch axis included. */
  predictNow(request: RecordRequest, id: ValueId): HostTensor {
    const graph = upTo(request.graph, id);
    return this.#run({ ...request, graph }, (plan, params, inputs) => {
      const value = runForward(this.#ops, plan, params, inputs).values.get(id);
      if (!value) throw new LayerError(`the graph has no value "${id}"`);
      return this.#copy(value);
    });
  }

  /** The loss and the gradients of the parameters alone: what a step of training needs. */
  gradientsNow(request: RecordRequest): LossGradients {
    const { loss } = request.graph;
    if (loss === undefined) throw new LayerError('gradients need a graph with a loss');
    return this.#run(request, (plan, params, inputs) => {
      const run = runForward(this.#ops, plan, params, inputs);
      const seed = filled(this.#ops, plan.shapes.get(loss) ?? [], 1);
      const back = runBackward(this.#ops, plan, params, run, seed, false);
      const gradients: Record<string, HostTensor> = {};
      for (const [id, { sum }] of back.params) gradients[id] = this.#copy(sum);
      return { loss: run.values.get(loss)?.data[0] ?? Number.NaN, gradients };
    });
  }

  dispose(): void {
    this.#ops.reset();
  }

  #run<T>(request: RecordRequest, use: (plan: Plan, params: Handles, inputs: Handles) => T): T {
    const plan = planRequest(request);
    const upload = (items: readonly { readonly id: string }[], from: RecordRequest['params']) =>
      new Map(items.map(({ id }) => [id, this.#ops.upload(from[id])]));
    try {
      const { params, inputs } = plan.graph;
      return use(plan, upload(params, request.params), upload(inputs, request.inputs));
    } finally {
      this.#ops.reset();
    }
  }

  #copy(array: HostArray): HostTensor {
    return { shape: array.shape, dtype: this.#precision, data: array.data.slice() };
  }
}
