import type { Attributes } from '../trace/graph.ts';
import { type HostTensor, sizeOf } from '../trace/tensor.ts';
import type { HostArray } from './host/array.ts';
import { HostOps } from './host/ops.ts';
import type { BoundLayer, Layer, Named } from './layer.ts';

/** What a layer sends back for one upstream gradient. */
export interface PulledBack {
  readonly inputs: readonly (HostTensor | undefined)[];
  readonly params: Named<HostTensor>;
}

/**
 * One layer by itself in float64 on the host, with no graph around it: for a figure that is about a
 * single layer and need not load the others. Batch axes included, as everywhere.
 */
export class LoneLayer {
  readonly #layer: BoundLayer;
  readonly #ops = new HostOps('float64');

  constructor(layer: Layer, attrs: Attributes = {}) {
    this.#layer = layer.bind('lone layer', attrs);
  }

  /** The first output. */
  forward(inputs: readonly HostTensor[], params: Named<HostTensor> = {}): HostTensor {
    return this.#run(inputs, params, (uploaded, given) =>
      copy(this.#layer.forward(this.#ops, given, uploaded).outputs[0]),
    );
  }

  /** Forward, then the vector–Jacobian product with `upstream`, shaped like the first output. */
  pullBack(
    inputs: readonly HostTensor[],
    upstream: HostTensor,
    params: Named<HostTensor> = {},
  ): PulledBack {
    return this.#run(inputs, params, (uploaded, given) => {
      const { saved } = this.#layer.forward(this.#ops, given, uploaded);
      const back = this.#layer.vjp(this.#ops, given, saved, [this.#ops.upload(upstream)], {
        inputs: true,
      });
      return {
        inputs: back.inputs.map((gradient) => gradient && copy(gradient)),
        params: Object.fromEntries(
          Object.entries(back.params).map(([role, gradient]) => [role, copy(gradient)]),
        ),
      };
    });
  }

  #run<T>(
    inputs: readonly HostTensor[],
    params: Named<HostTensor>,
    use: (inputs: readonly HostArray[], params: Named<HostArray>) => T,
  ): T {
    try {
      const uploaded = inputs.map((tensor) => this.#ops.upload(tensor));
      const given = Object.fromEntries(
        Object.entries(params).map(([role, tensor]) => [role, this.#ops.upload(tensor)]),
      );
      return use(uploaded, given);
    } finally {
      this.#ops.reset();
    }
  }
}

/** Out of the arena: an operation's handle is void once the run is over. */
function copy({ shape, data }: HostArray): HostTensor {
  return { shape, dtype: 'float64', data: data.slice(0, sizeOf(shape)) };
}
