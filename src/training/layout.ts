import type { Graph, ParamId } from '../trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../trace/tensor.ts';

/** Where each parameter of a graph lies in one flat row of float32. */
export interface ParamLayout {
  readonly size: number;
  readonly params: readonly { readonly id: ParamId; readonly shape: Shape; readonly at: number }[];
}

export function layoutOf(graph: Graph): ParamLayout {
  let size = 0;
  const params = graph.params.map(({ id, shape }) => {
    const at = size;
    size += sizeOf(shape);
    return { id, shape, at };
  });
  return { size, params };
}

/** Views of a flat row, parameter by parameter: writing to one writes to the row. */
export function viewsOf(layout: ParamLayout, row: Float32Array): Record<ParamId, Float32Array> {
  return Object.fromEntries(
    layout.params.map(({ id, shape, at }) => [id, row.subarray(at, at + sizeOf(shape))]),
  );
}

/** The same views as tensors. */
export function tensorsOf(layout: ParamLayout, row: Float32Array): Record<ParamId, HostTensor> {
  return Object.fromEntries(
    layout.params.map(({ id, shape, at }) => [
      id,
      { shape, dtype: 'float32', data: row.subarray(at, at + sizeOf(shape)) },
    ]),
  );
}

/** Copies tensors into a flat row. */
export function writeRow(
  layout: ParamLayout,
  row: Float32Array,
  tensors: Readonly<Record<ParamId, HostTensor>>,
): void {
  for (const { id, at } of layout.params) row.set(tensors[id].data, at);
}
