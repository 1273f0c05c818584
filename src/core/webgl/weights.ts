import { keep, type Tensor } from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../trace/tensor.ts';
import type { WebglOps } from './ops.ts';

type Weights = Readonly<Record<string, HostTensor>>;

const sets = 4;

/**
 * Weights that stay on the GPU as long as the same object comes again: the sets used last. Whoever
 * changes weights passes a new object.
 */
export class UploadedWeights {
  readonly #ops: WebglOps;
  readonly #sets = new Map<Weights, Map<string, Tensor>>();

  constructor(ops: WebglOps) {
    this.#ops = ops;
  }

  get(weights: Weights, ids: readonly string[]): ReadonlyMap<string, Tensor> {
    const set = this.#sets.get(weights) ?? new Map<string, Tensor>();
    // The one used last stands last.
    this.#sets.delete(weights);
    this.#sets.set(weights, set);
    for (const id of ids) {
      if (!set.has(id)) set.set(id, keep(this.#ops.upload(weights[id])));
    }
    for (const [old] of this.#sets) {
      if (this.#sets.size <= sets) break;
      this.drop(old);
    }
    return set;
  }

  dispose(): void {
    for (const weights of [...this.#sets.keys()]) this.drop(weights);
  }

  /** These weights will not come again. */
  drop(weights: Weights): void {
    for (const tensor of this.#sets.get(weights)?.values() ?? []) tensor.dispose();
    this.#sets.delete(weights);
  }
}
