import type { HostTensor } from '../../trace/tensor.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Engine, RecordRequest } from '../engine.ts';
import { planRequest, startRecording } from '../record.ts';
import type { HostArray, Precision } from './array.ts';
import { HostOps } from './ops.ts';

/** The engine on typed arrays: always there, deterministic, and the only one in float64. */
export class HostEngine implements Engine {
  readonly name: 'host32' | 'host64';
  readonly #precision: Precision;
  readonly #ops: HostOps;

  constructor(precision: Precision) {
    this.name = precision === 'float64' ? 'host64' : 'host32';
    this.#precision = precision;
    this.#ops = new HostOps(precision);
  }

  async record(request: RecordRequest): Promise<Trace> {
    return this.recordNow(request);
  }

  /** The same without waiting: for widgets whose whole run takes under a millisecond. */
  recordNow(request: RecordRequest): Trace {
    const plan = planRequest(request);
    try {
      const params = new Map<string, HostArray>();
      for (const { id } of plan.graph.params) {
        params.set(id, this.#ops.upload(request.params[id]));
      }
      const recording = startRecording(this.#ops, this.name, plan, params, request);
      return recording.assemble(recording.handles.map((handle) => this.#copy(handle)));
    } finally {
      this.#ops.reset();
    }
  }

  dispose(): void {
    this.#ops.reset();
  }

  #copy(array: HostArray): HostTensor {
    return { shape: array.shape, dtype: this.#precision, data: array.data.slice() };
  }
}
