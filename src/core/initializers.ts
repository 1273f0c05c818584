import type { Graph } from '../trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../trace/tensor.ts';

/** Uniform random numbers from `low` to `high`. */
export type Uniform = (low: number, high: number) => number;

/** How many inputs feed one unit: dense [out, in] → in; kernel [kh, kw, C, O] → kh·kw·C. */
export function fanIn(shape: Shape): number {
  if (shape.length === 4) return shape[0] * shape[1] * shape[2];
  return shape[1] ?? 1;
}

/**
 * He's uniform initialisation for ReLU networks: weights within ±√(6/fanIn), so that the variance
 * is 2/fanIn; biases 0. (He et al.: Delving deep into rectifiers, 2015)
 */
export function heUniform(graph: Graph, uniform: Uniform): Record<string, HostTensor> {
  const params: Record<string, HostTensor> = {};
  for (const { id, shape } of graph.params) {
    const limit = shape.length > 1 ? Math.sqrt(6 / fanIn(shape)) : 0;
    const data = Float32Array.from({ length: sizeOf(shape) }, () =>
      limit === 0 ? 0 : uniform(-limit, limit),
    );
    params[id] = { shape, dtype: 'float32', data };
  }
  return params;
}
