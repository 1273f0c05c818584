import type { ValueId } from '../../trace/graph.ts';
import type { HostTensor, Numbers } from '../../trace/tensor.ts';
import type { RecordRequest } from '../engine.ts';
import { filled, planOf, runBackward, runForward } from '../execute.ts';
import { type DifferenceRun, type Knob, repeatedInputs } from '../finite-differences.ts';
import { LayerError } from '../layer.ts';
import type { Ops } from '../ops.ts';

/** A single sample's request with one input replaced by many versions of it: [N, …]. */
function versions(
  request: RecordRequest,
  input: ValueId,
  data: Float64Array,
): { readonly request: RecordRequest; readonly batch: number } {
  const one = request.inputs[input];
  if (!one) throw new LayerError(`there is no input "${input}"`);
  if (one.shape[0] !== 1) {
    throw new LayerError(`input "${input}": a batch of 1 is needed, got ${one.shape[0]}`);
  }
  const batch = data.length / one.data.length;
  const inputs = repeatedInputs(request.inputs, batch);
  return {
    batch,
    request: { ...request, inputs: { ...inputs, [input]: { ...inputs[input], data } } },
  };
}

/** The objective (the graph's loss, one number a sample) of each version of an input. */
export async function objectives(
  run: DifferenceRun,
  request: RecordRequest,
  input: ValueId,
  data: Float64Array,
): Promise<Numbers> {
  const { request: many, batch } = versions(request, input, data);
  const [values] = await run((ops) => [forward(ops, many, batch).loss]);
  return values.data;
}

/** The gradient of each version's own objective: [N, …]. */
export async function objectiveGradients(
  run: DifferenceRun,
  request: RecordRequest,
  input: ValueId,
  data: Float64Array,
): Promise<Numbers> {
  const { request: many, batch } = versions(request, input, data);
  const [gradients] = await run((ops) => {
    const { plan, params, done, loss } = forward(ops, many, batch);
    // Samples do not meet: the gradient of the sum holds the gradient of each.
    const back = runBackward(ops, plan, params, done, filled(ops, ops.shapeOf(loss), 1));
    const gradient = back.values.get(input);
    if (!gradient) throw new LayerError(`the objective does not depend on "${input}"`);
    return [gradient.sum];
  });
  return gradients.data;
}

/** The gradient of a single sample's objective for one number of an input or a parameter. */
export async function knobGradient(
  run: DifferenceRun,
  request: RecordRequest,
  { of, id, index }: Knob,
): Promise<number> {
  const [gradients] = await run((ops) => {
    const { plan, params, done, loss } = forward(ops, request, 1);
    const back = runBackward(ops, plan, params, done, filled(ops, ops.shapeOf(loss), 1));
    const gradient = (of === 'input' ? back.values : back.params).get(id);
    if (!gradient) throw new LayerError(`the objective does not depend on "${id}"`);
    return [gradient.sum];
  });
  return gradients.data[index];
}

function forward<H>(ops: Ops<H>, { graph, params, inputs }: RecordRequest, batch: number) {
  const upload = (all: Readonly<Record<string, HostTensor>>) =>
    new Map(Object.entries(all).map(([name, tensor]) => [name, ops.upload(tensor)]));
  const plan = planOf(graph, batch);
  const weights = upload(params);
  const done = runForward(ops, plan, weights, upload(inputs));
  const loss = graph.loss === undefined ? undefined : done.values.get(graph.loss);
  if (loss === undefined) throw new LayerError('there is no objective to ask about');
  return { plan, params: weights, done, loss };
}
