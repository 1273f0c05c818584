import type { HostTensor } from '../../trace/tensor.ts';
import type { Trace } from '../../trace/trace.ts';

/** What a tensor of a trace is: what flowed, its gradient, what is learned, its gradient. */
export type TensorKind = 'value' | 'gradient' | 'param' | 'paramGradient';

/** One tensor of a trace under the name that it has in every file: `gradient.conv1`. */
export interface NamedTensor {
  readonly name: string;
  readonly kind: TensorKind;
  /** The name of the value or the parameter. */
  readonly id: string;
  readonly tensor: HostTensor;
}

/** Every tensor of a trace, in the order of the graph: values, gradients, parameters, theirs. */
export function tensorsOf(trace: Trace): readonly NamedTensor[] {
  const { graph, values, params, backward } = trace;
  const flowing = [...graph.inputs.map(({ id }) => id), ...graph.nodes.flatMap((n) => n.outputs)];
  const learned = graph.params.map(({ id }) => id);
  const named = (kind: TensorKind, id: string, tensor: HostTensor | undefined): NamedTensor[] =>
    tensor ? [{ name: `${kind}.${id}`, kind, id, tensor }] : [];
  return [
    ...flowing.flatMap((id) => named('value', id, values[id])),
    ...flowing.flatMap((id) => named('gradient', id, backward?.values[id]?.sum)),
    ...learned.flatMap((id) => named('param', id, params[id])),
    ...learned.flatMap((id) => named('paramGradient', id, backward?.params[id]?.sum)),
  ];
}

/** By name, as `.npz` and safetensors hold them. */
export const byName = (tensors: readonly NamedTensor[]): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(tensors.map(({ name, tensor }) => [name, tensor]));
