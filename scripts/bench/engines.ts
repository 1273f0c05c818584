import type { RecordRequest } from '../../src/core/engine.ts';
import { filled, runBackward, runForward } from '../../src/core/execute.ts';
import type { HostEngine, LossGradients } from '../../src/core/host/engine.ts';
import { planRequest } from '../../src/core/record.ts';
import type { WebglEngine } from '../../src/core/webgl/engine.ts';
import { upTo, type ValueId } from '../../src/trace/graph.ts';
import type { HostTensor } from '../../src/trace/tensor.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** An engine of ours as the bench asks it. */
export interface Runner {
  record(request: RecordRequest): Promise<Trace>;
  /** Mean loss of a batch and the gradients of its parameters. */
  gradients(request: RecordRequest): Promise<LossGradients>;
  /** Forward only: one value. */
  predict(request: RecordRequest, id: ValueId): Promise<HostTensor>;
  /** Digits whose gradients are computed at once, the most that suits the engine. */
  readonly shard: number;
}

export type EngineName = 'wasm' | 'host32' | 'webgl';

/** Every engine that takes part, by name: its code comes when it is asked for. */
export const engines: Readonly<Record<EngineName, () => Promise<Runner>>> = {
  async wasm() {
    const { maybeWasmEngine } = await import('../../src/core/wasm/engine.ts');
    const engine = maybeWasmEngine();
    if (!engine) throw new Error('there is no WebAssembly with SIMD here');
    return onHost(engine);
  },
  async host32() {
    const { HostEngine } = await import('../../src/core/host/engine.ts');
    return onHost(new HostEngine('float32'));
  },
  async webgl() {
    const { WebglEngine } = await import('../../src/core/webgl/engine.ts');
    return onWebgl(await WebglEngine.create());
  },
};

function onHost(engine: HostEngine): Runner {
  return {
    record: (request) => engine.record(request),
    gradients: async (request) => engine.gradientsNow(request),
    predict: async (request, id) => engine.predictNow(request, id),
    shard: 16,
  };
}

/** Read back is what was asked for, and no more. */
function onWebgl(engine: WebglEngine): Runner {
  return {
    record: (request) => engine.record(request),
    async gradients(request) {
      const plan = planRequest(request);
      const { graph, shapes } = plan;
      const { loss = '' } = graph;
      const tensors = await engine.run((ops) => {
        const params = new Map(graph.params.map(({ id }) => [id, ops.upload(request.params[id])]));
        const inputs = new Map(graph.inputs.map(({ id }) => [id, ops.upload(request.inputs[id])]));
        const run = runForward(ops, plan, params, inputs);
        const seed = filled(ops, shapes.get(loss) ?? [], 1);
        const back = runBackward(ops, plan, params, run, seed, false);
        const sums = graph.params.map(({ id }) => found(back.params.get(id), id).sum);
        return [found(run.values.get(loss), loss), ...sums];
      }, patience);
      const [value, ...sums] = tensors;
      return {
        loss: value.data[0],
        gradients: Object.fromEntries(graph.params.map(({ id }, at) => [id, sums[at]])),
      };
    },
    async predict(request, id) {
      const graph = upTo(request.graph, id);
      const plan = planRequest({ ...request, graph });
      const [value] = await engine.run((ops) => {
        const params = new Map(graph.params.map(({ id }) => [id, ops.upload(request.params[id])]));
        const inputs = new Map(graph.inputs.map(({ id }) => [id, ops.upload(request.inputs[id])]));
        return [found(runForward(ops, plan, params, inputs).values.get(id), id)];
      }, patience);
      return value;
    },
    shard: Number.POSITIVE_INFINITY,
  };
}

/** Milliseconds that a rasteriser in software may take for a batch. */
const patience = 60_000;

function found<T>(item: T | undefined, id: string): T {
  if (item === undefined) throw new Error(`the graph makes no "${id}"`);
  return item;
}
