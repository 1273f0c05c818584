import type { Graph, ValueId } from '../trace/graph.ts';
import { type HostTensor, type Numbers, type Shape, sizeOf } from '../trace/tensor.ts';
import type { RecordRequest } from './engine.ts';
import { type Plan, planOf, runForward } from './execute.ts';
import type { Precision } from './host/array.ts';
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
 * that stands on one. Divided by the distance that floating point left of 2ε.
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
  const tensor = request[group][id];
  if (!tensor) throw new LayerError(`there is no ${of} "${id}" to nudge`);
  const at = (value: number) => {
    const data = Float64Array.from(tensor.data);
    data[index] = value;
    return lossOf(run, { ...request, [group]: { ...request[group], [id]: { ...tensor, data } } });
  };
  const [above, below] = [tensor.data[index] + epsilon, tensor.data[index] - epsilon];
  const up = await at(above);
  const down = await at(below);
  const same = up.sides.every((numbers, i) => sameNumbers(numbers, down.sides[i]));
  return same ? (up.loss - down.loss) / (above - below) : undefined;
}

export interface DifferenceOptions {
  readonly epsilon?: number;
  /** Which numbers are nudged: all of them unless given. */
  readonly indices?: readonly number[];
  readonly samplesAtOnce?: number;
  /** What the engine computes in: numbers are nudged to where it can hold them. */
  readonly precision?: Precision;
  /** Called between two batches with how many numbers are done; what it throws ends the work. */
  readonly between?: (done: number) => void | Promise<void>;
}

/**
 * The same for every number of one input of a single sample at once: all of them, nudged up and
 * down, are samples of one batch (in parts of `samplesAtOnce`). Forward passes only; of the kinks
 * nothing is read back but whether the two sides differ. One entry for each number that is nudged.
 */
export async function inputDifferences(
  run: DifferenceRun,
  request: RecordRequest,
  id: ValueId,
  {
    epsilon = 1e-5,
    indices,
    samplesAtOnce = 32,
    precision = 'float64',
    between = () => {},
  }: DifferenceOptions = {},
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
  const size = tensor.data.length;
  const nudged = indices ?? Array.from({ length: size }, (_, i) => i);
  const knobsAtOnce = Math.max(1, Math.floor(samplesAtOnce / 2));
  const slopes: (number | undefined)[] = [];
  for (let first = 0; first < nudged.length; first += knobsAtOnce) {
    const some = nudged.slice(first, first + knobsAtOnce);
    const inputs = repeatedInputs(request.inputs, 2 * some.length);
    const data = precision === 'float64' ? inputs[id].data : Float32Array.from(inputs[id].data);
    const distances = some.map((index, k) => {
      const [up, down] = [2 * k * size + index, (2 * k + 1) * size + index];
      data[up] += epsilon;
      data[down] -= epsilon;
      return data[up] - data[down];
    });
    const moved = { ...request, graph, inputs: { ...inputs, [id]: { ...inputs[id], data } } };
    const { losses, kinks } = await pairs(run, moved, planOf(graph, 2 * some.length));
    distances.forEach((distance, k) => {
      const slope = (losses[2 * k] - losses[2 * k + 1]) / distance;
      slopes.push(kinks[k] === 0 ? slope : undefined);
    });
    await between(first + some.length);
  }
  return slopes;
}

/** The loss and the sides of all kinks that led to it. */
interface Side {
  readonly loss: number;
  readonly sides: readonly Numbers[];
}

async function lossOf(run: DifferenceRun, request: RecordRequest): Promise<Side> {
  const batch = Object.values(request.inputs)[0].shape[0];
  const [found, ...sides] = await run((ops) => {
    const forward = lossAndSides(ops, request, planOf(request.graph, batch));
    return [forward.loss, ...forward.sides];
  });
  const loss = Array.from(found.data).reduce((total, x) => total + x, 0);
  return { loss, sides: sides.map(({ data }) => data) };
}

interface Pairs {
  /** Of every sample. */
  readonly losses: Numbers;
  /** For samples 2k and 2k + 1: 0 where both lie on the same side of every kink. */
  readonly kinks: Numbers;
}

/** Forward only, a batch of pairs: their losses, and whether the two of a pair lie between kinks. */
async function pairs(run: DifferenceRun, request: RecordRequest, plan: Plan): Promise<Pairs> {
  const count = plan.batch / 2;
  const [losses, kinks] = await run(<H>(ops: Ops<H>): readonly H[] => {
    const { loss, sides } = lossAndSides(ops, request, plan);
    const apart = sides.map((side) => {
      const size = sizeOf(ops.shapeOf(side)) / plan.batch;
      const both = ops.reshape(side, [count, 2 * size]);
      const step = ops.binary('subtract', ops.slice(both, 0, size), ops.slice(both, size, size));
      // Sides are whole numbers: the squares add up to 0 only where all of them are the same.
      return ops.reduce('sum', ops.binary('multiply', step, step), 'last');
    });
    return apart.length === 0
      ? [loss]
      : [loss, apart.reduce((total, each) => ops.binary('add', total, each))];
  });
  if (losses.data.length !== plan.batch) {
    throw new LayerError('a difference needs a loss that is one number for each sample');
  }
  return { losses: losses.data, kinks: kinks?.data ?? new Float64Array(count) };
}

/** Forward only: the loss, and where every number stands to the kinks of its layer. */
function lossAndSides<H>(ops: Ops<H>, request: RecordRequest, plan: Plan) {
  const { loss } = plan.graph;
  if (loss === undefined) throw new LayerError('a difference needs a graph with a loss');
  const upload = (all: Readonly<Record<string, HostTensor>>) =>
    new Map(Object.entries(all).map(([name, tensor]) => [name, ops.upload(tensor)]));
  const done = runForward(ops, plan, upload(request.params), upload(request.inputs));
  const value = (name: string): H => {
    const handle = done.values.get(name);
    if (handle === undefined) throw new LayerError(`the graph has no value "${name}"`);
    return handle;
  };
  const sides = [...plan.layers].flatMap(([node, layer]) =>
    layer.sides(ops, node.inputs.map(value), done.saved.get(node) ?? {}),
  );
  return { loss: value(loss), sides };
}

function sameNumbers(a: Numbers, b: Numbers): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Every input of a single sample, `times` over, in float64. */
export function repeatedInputs(inputs: RecordRequest['inputs'], times: number) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, dtype, data }]) => {
      const whole: Shape = [times, ...shape.slice(1)];
      const copies = new Float64Array(sizeOf(whole));
      for (let n = 0; n < times; n++) copies.set(data, n * data.length);
      return [name, { shape: whole, dtype, data: copies }];
    }),
  );
}

/** The graph with the loss of each sample by itself, where it is one number for all of them. */
export function perSample(graph: Graph): Graph {
  const { loss } = graph;
  if (loss === undefined || planOf(graph, 1).shapes.get(loss)?.length !== 0) return graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.outputs.includes(loss) ? { ...node, attrs: { ...node.attrs, reduction: 'none' } } : node,
    ),
  };
}
