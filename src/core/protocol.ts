import type { Graph } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';
import type { Trace } from '../trace/trace.ts';
import type { ProbeReport } from './probe.ts';

/** The two engines that can drive the page; each works in a worker of its own. */
export type DriverName = 'host' | 'webgl';

/** What goes into a run, by the name of the value. */
export type Feeds = Readonly<Record<string, HostTensor>>;
export type Weights = Readonly<Record<string, HostTensor>>;

/** A trace on its way: graph and weights stay behind, the other side has them already. */
export type WireTrace = Omit<Trace, 'graph' | 'params'>;

/** What the GPU holds right now: for the badge and for leak tests. */
export interface GpuUsage {
  /** Draw calls since the engine was made. */
  readonly draws: number;
  /** Live tensors, `tf.memory().numTensors`. */
  readonly tensors: number;
  /** Bytes in textures that are in use. */
  readonly bytes: number;
}

/** Page → worker. Every `id` is answered exactly once, by `done` or `failed`. */
export type Order =
  | { readonly type: 'probe'; readonly id: number; readonly driver: DriverName }
  | { readonly type: 'graph'; readonly graph: number; readonly definition: Graph }
  | { readonly type: 'weights'; readonly set: number; readonly weights: Weights }
  | { readonly type: 'forget'; readonly set: number }
  | {
      readonly type: 'record';
      readonly id: number;
      /** A graph and a set of weights that were sent before, by their numbers. */
      readonly graph: number;
      readonly set: number;
      readonly inputs: Feeds;
    }
  | { readonly type: 'lose-context' };

/** Worker → page. */
export type Report =
  | { readonly type: 'probed'; readonly id: number; readonly probe: ProbeReport }
  | {
      readonly type: 'recorded';
      readonly id: number;
      readonly trace: WireTrace;
      readonly ms: number;
      readonly usage?: GpuUsage;
    }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  /** The graphics context was lost; the engine is being built again. */
  | { readonly type: 'recovering' }
  | {
      readonly type: 'recovered';
      readonly ms: number;
      readonly device: string;
      readonly usage?: GpuUsage;
    };

/** Every buffer of a trace once, for `postMessage`'s transfer list. */
export function buffersOf(trace: WireTrace, kept: Feeds): ArrayBuffer[] {
  const stay = new Set<unknown>(Object.values(kept).map((tensor) => tensor.data));
  const buffers = new Set<ArrayBuffer>();
  const add = ({ data }: HostTensor): void => {
    if (stay.has(data)) return;
    if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
    if (data.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  };
  for (const tensor of Object.values(trace.values)) add(tensor);
  for (const named of Object.values(trace.saved)) Object.values(named).forEach(add);
  for (const gradients of [trace.backward?.values ?? {}, trace.backward?.params ?? {}]) {
    for (const { sum, contributions } of Object.values(gradients)) {
      add(sum);
      for (const { gradient } of contributions) add(gradient);
    }
  }
  return [...buffers];
}
