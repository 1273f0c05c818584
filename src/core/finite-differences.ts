import type { Graph, ValueId } from '../trace/graph.ts';
import { type HostTensor, type Shape, sizeOf } from '../trace/tensor.ts';
import type { RecordRequest } from './engine.ts';
import { planOf, runForward } from './execute.ts';
import { LayerError } from './layer.ts';
import type { Ops } from './ops.ts';

/** One number that a loss may depend on: of an input (batch axis included) or of a parameter. */
export interface Knob {
  readonly of: 'input' | 'param';
  readonly id: string;
  /** Flat and row-major in its tensor. */
  readonly index: number;
}

/** How a run is made and read back: on the host at once, on a GPU in one go. */
export type DifferenceRun = (
  work: <H>(ops: Ops<H>) => readonly H[],
) => readonly HostTensor[] | Promise<readonly HostTensor[]>;

/**
 * (L(w + ε) − L(w − ε)) / 2ε for one number w, or undefined where there is no slope: when ±ε lie
 * on two sides of a kink (a ReLU's zero, another winner of a pool), as they always do for a number
 * that stands on one.
 *
 * @param epsilon in float64 about 1e-5: the error is ε²/6 · L‴ from the curve, 1e-16/ε from rounding
 */
export async function finiteDifference(
  run: DifferenceRun,
  request: RecordRequest,
  { of, id, index }: Knob,
  epsilon = 1e-5,
): Promise<number | undefined> {
  const group = of === 'input' ? 'inputs' : 'params';
  const moved = (by: number): RecordRequest => {
    const tensor = request[group][id];
    if (!tensor) throw new LayerError(`there is no ${of} "${id}" to nudge`);
    const data = Float64Array.from(tensor.data);
    data[index] += by;
    return { ...request, [group]: { ...request[group], [id]: { ...tensor, data } } };
  };
  const [up] = await losses(run, moved(epsilon), request.graph, false);
  const [down] = await losses(run, moved(-epsilon), request.graph, false);
  return slopeOf(up, down, epsilon);
}

/**
 * The same for every number of one input of a single sample at once: all of them, nudged up and
 * down, are samples of one batch (in parts of `samplesAtOnce`). One entry for each number.
 */
export async function inputDifferences(
  run: DifferenceRun,
  request: RecordRequest,
  id: ValueId,
  { epsilon = 1e-5, samplesAtOnce = 112 }: { epsilon?: number; samplesAtOnce?: number } = {},
): Promise<(number | undefined)[]> {
  const tensor = request.inputs[id];
  if (!tensor) throw new LayerError(`there is no input "${id}" to nudge`);
  if (tensor.shape[0] !== 1) {
    throw new LayerError(`input "${id}": a batch of 1 is needed, got ${tensor.shape[0]}`);
  }
  const graph = perSample(request.graph);
  for (const [node, layer] of planOf(graph, 1).layers) {
    if (!layer.mixesSamples) continue;
    throw new LayerError(
      `layer "${node.id}" (${node.kind}) lets the samples of a batch depend on each other: nudge one number at a time, with finiteDifference`,
    );
  }
  const count = tensor.data.length;
  const knobsAtOnce = Math.max(1, Math.floor(samplesAtOnce / 2));
  const slopes: (number | undefined)[] = [];
  for (let first = 0; first < count; first += knobsAtOnce) {
    const knobs = Math.min(knobsAtOnce, count - first);
    const inputs = Object.fromEntries(
      Object.entries(request.inputs).map(([name, input]) => [name, repeated(input, 2 * knobs)]),
    );
    const data = Float64Array.from(inputs[id].data);
    for (let k = 0; k < knobs; k++) {
      data[2 * k * count + first + k] += epsilon;
      data[(2 * k + 1) * count + first + k] -= epsilon;
    }
    const batch = { ...request, graph, inputs: { ...inputs, [id]: { ...inputs[id], data } } };
    const samples = await losses(run, batch, graph, true);
    for (let k = 0; k < knobs; k++) {
      slopes.push(slopeOf(samples[2 * k], samples[2 * k + 1], epsilon));
    }
  }
  return slopes;
}

/** A loss and the sides of all kinks that led to it. */
interface Side {
  readonly loss: number;
  readonly sides: readonly (readonly number[])[];
}

function slopeOf(up: Side, down: Side, epsilon: number): number | undefined {
  const same = up.sides.every((numbers, i) => numbers.every((x, j) => x === down.sides[i][j]));
  return same ? (up.loss - down.loss) / (2 * epsilon) : undefined;
}

/** Forward only: the loss, of each sample or of all together, and where it stands to the kinks. */
async function losses(
  run: DifferenceRun,
  request: RecordRequest,
  graph: Graph,
  eachSample: boolean,
): Promise<Side[]> {
  const { loss } = graph;
  if (loss === undefined) throw new LayerError('a difference needs a graph with a loss');
  const batch = Object.values(request.inputs)[0].shape[0];
  const tensors = await run((ops) => {
    const plan = planOf(graph, batch);
    const upload = (all: Readonly<Record<string, HostTensor>>) =>
      new Map(Object.entries(all).map(([name, tensor]) => [name, ops.upload(tensor)]));
    const inputs = upload(request.inputs);
    const done = runForward(ops, plan, upload(request.params), inputs);
    const value = (name: string) => {
      const handle = done.values.get(name);
      if (handle === undefined) throw new LayerError(`the graph has no value "${name}"`);
      return handle;
    };
    const sides = [...plan.layers].flatMap(([node, layer]) =>
      layer.sides(ops, node.inputs.map(value), done.saved.get(node) ?? {}),
    );
    return [value(loss), ...sides];
  });
  const [found, ...sides] = tensors;
  if (!eachSample) {
    const loss1 = Array.from(found.data).reduce((total, x) => total + x, 0);
    return [{ loss: loss1, sides: sides.map(({ data }) => Array.from(data)) }];
  }
  return Array.from({ length: batch }, (_, n) => ({
    loss: found.data[n],
    sides: sides.map((tensor) => sampleOf(tensor, n, batch)),
  }));
}

function sampleOf({ data }: HostTensor, n: number, batch: number): number[] {
  const size = data.length / batch;
  return Array.from({ length: size }, (_, i) => data[n * size + i]);
}

function repeated({ shape, dtype, data }: HostTensor, times: number): HostTensor {
  const size = data.length;
  const whole: Shape = [times, ...shape.slice(1)];
  return {
    shape: whole,
    dtype,
    data: Float64Array.from({ length: sizeOf(whole) }, (_, i) => data[i % size]),
  };
}

/** The graph with the loss of each sample by itself instead of their mean. */
function perSample(graph: Graph): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      graph.loss !== undefined && node.outputs.includes(graph.loss)
        ? { ...node, attrs: { ...node.attrs, reduction: 'none' } }
        : node,
    ),
  };
}
