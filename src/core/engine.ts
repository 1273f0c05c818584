import type { Graph, ParamId, ValueId } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * `host32` and `host64`: typed arrays in this thread. `wasm`: float32 in this thread, four numbers at
 * a time. `webgl`: tfjs on the graphics hardware.
 */
export type EngineName = 'host32' | 'host64' | 'wasm' | 'webgl';

export interface RecordRequest {
  readonly graph: Graph;
  /** Weights by id. The same object means the same weights: engines may keep them uploaded. */
  readonly params: Readonly<Record<ParamId, HostTensor>>;
  /** What is fed in, batch axis included; class labels as int32. */
  readonly inputs: Readonly<Record<ValueId, HostTensor>>;
}

/** Something that runs graphs. One owner; `dispose` gives back all that it holds. */
export interface Engine {
  readonly name: EngineName;
  /** Runs forward, and back where the graph has a loss, and copies everything out. */
  record(request: RecordRequest): Promise<Trace>;
  dispose(): void;
}
