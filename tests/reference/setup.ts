import {
  type HostTensor,
  indexOf,
  positionOf,
  type Shape,
  sizeOf,
} from '../../src/trace/tensor.ts';
import type { Experiment, Place } from './experiment.ts';
import type { ReferenceCase } from './file.ts';

/** How an operation of the reference files is put together of the core's layers. */
export type Row = (reference: ReferenceCase) => Experiment;

/** Where numbers of the reference are found in a run. */
export const value = (id: string): Place => ({ kind: 'value', id });
export const gradient = (id: string): Place => ({ kind: 'gradient', id });
export const saved = (node: string, name: string): Place => ({ kind: 'saved', node, name });

/** Every value is an output by its own name, every input and parameter has its gradient. */
export function experiment(
  given: Pick<Experiment, 'nodes' | 'inputs' | 'upstream'> & Partial<Experiment>,
): Experiment {
  const { nodes, inputs, params = {} } = given;
  const ids = [...Object.keys(inputs), ...nodes.flatMap(({ outputs }) => outputs)];
  const paramGradients = Object.keys(params).map((id): [string, Place] => [
    id,
    { kind: 'paramGradient', id },
  ]);
  return {
    ...given,
    params,
    outputs: { ...byName(ids, value), ...given.outputs },
    grads: {
      ...byName(ids, gradient),
      ...Object.fromEntries(paramGradients),
      ...given.grads,
    },
  };
}

const byName = (ids: readonly string[], place: (id: string) => Place): Record<string, Place> =>
  Object.fromEntries(ids.map((id) => [id, place(id)]));

export const tensor = (shape: Shape, data: HostTensor['data']): HostTensor => ({
  shape,
  dtype: 'float64',
  data,
});
export const zeros = (shape: Shape): HostTensor => tensor(shape, new Float64Array(sizeOf(shape)));
export const reshaped = (given: HostTensor, shape: Shape): HostTensor => ({ ...given, shape });

/** All axes but the last in one: [A, B, K] → [A · B, K]. */
export const flatRows = (x: HostTensor): HostTensor => {
  const width = x.shape.at(-1) ?? 1;
  return reshaped(x, [sizeOf(x.shape) / width, width]);
};

/** The axis `from` becomes the axis `to`; the others keep their order. */
export function withAxisMoved(x: HostTensor, from: number, to: number): HostTensor {
  const order = x.shape.map((_, axis) => axis).filter((axis) => axis !== from);
  order.splice(to, 0, from);
  const shape = order.map((axis) => x.shape[axis]);
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    const place = positionOf(shape, i);
    return x.data[
      indexOf(
        x.shape,
        x.shape.map((_side, axis) => place[order.indexOf(axis)]),
      )
    ];
  });
  return tensor(shape, data);
}

/** Where there is no batch axis, one is added: [K] → [1, K]. */
export const rows = (x: HostTensor): HostTensor =>
  x.shape.length < 2 ? reshaped(x, [1, sizeOf(x.shape)]) : x;
export const images = (x: HostTensor): HostTensor =>
  x.shape.length < 4 ? reshaped(x, [1, ...x.shape]) : x;
