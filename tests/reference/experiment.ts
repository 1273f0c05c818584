import {
  type BackwardRun,
  type ForwardRun,
  filled,
  planOf,
  runBackward,
  runForward,
} from '../../src/core/execute.ts';
import type { Ops } from '../../src/core/ops.ts';
import { checkGraph, type Graph, type GraphInput, type GraphNode } from '../../src/trace/graph.ts';
import type { HostTensor } from '../../src/trace/tensor.ts';
import type { Tensors } from './file.ts';

/** Where in a run a number of the reference is found. */
export type Place =
  | { readonly kind: 'value' | 'gradient' | 'paramGradient'; readonly id: string }
  | { readonly kind: 'saved'; readonly node: string; readonly name: string }
  /** What the host makes of another place's numbers. */
  | {
      readonly kind: 'derived';
      readonly from: Place;
      readonly by: (numbers: HostTensor) => HostTensor;
    };

/** A case as a graph of the core's own layers: what goes in, and where the answers are. */
export interface Experiment {
  readonly nodes: readonly GraphNode[];
  /** Batch axis included. */
  readonly inputs: Tensors;
  /** Class labels among the inputs: how many classes there are. */
  readonly labels?: Readonly<Record<string, number>>;
  readonly params: Tensors;
  /** Cotangents by the value they belong to. Without any there is no backward pass. */
  readonly upstream: Tensors;
  readonly outputs: Readonly<Record<string, Place>>;
  readonly grads: Readonly<Record<string, Place>>;
}

/** Work on any engine's operations, and what it hands back is brought to the host. */
export type Run = (work: <H>(ops: Ops<H>) => readonly H[]) => Promise<readonly HostTensor[]>;

/** Runs forward and, from each cotangent, back. Several ways back to one place add up. */
export async function runExperiment(
  run: Run,
  experiment: Experiment,
): Promise<ReadonlyMap<Place, HostTensor>> {
  const places = [...Object.values(experiment.outputs), ...Object.values(experiment.grads)];
  let found: Place[] = [];
  const tensors = await run((ops) => {
    const handles = collect(ops, experiment, places);
    found = handles.map(({ place }) => place);
    return handles.map(({ handle }) => handle);
  });
  const answers = new Map<Place, HostTensor>();
  tensors.forEach((tensor, i) => {
    const known = answers.get(found[i]);
    answers.set(found[i], known ? added(known, tensor) : tensor);
  });
  for (const [place, tensor] of answers) {
    if (place.kind === 'derived') answers.set(place, place.by(tensor));
  }
  return answers;
}

function collect<H>(
  ops: Ops<H>,
  experiment: Experiment,
  places: readonly Place[],
): { place: Place; handle: H }[] {
  const { inputs, params, upstream } = experiment;
  const batch = Object.values(inputs)[0]?.shape[0] ?? 1;
  const uploaded = (tensors: Tensors): Map<string, H> =>
    new Map(Object.entries(tensors).map(([id, tensor]) => [id, ops.upload(tensor)]));
  const weights = uploaded(params);
  const forward = planOf(graphOf(experiment), batch);
  const values = runForward(ops, forward, weights, uploaded(inputs));
  const backs = Object.entries(upstream).map(([output, cotangent]) => {
    // Each differentiated output is a loss of its own; its cotangent takes the place of the 1.
    const plan = planOf(graphOf(experiment, output), batch);
    const run = runForward(ops, plan, weights, uploaded(inputs));
    const shape = plan.shapes.get(output) ?? [];
    return runBackward(ops, plan, weights, run, ops.reshape(ops.upload(cotangent), shape));
  });
  return places.flatMap((place) =>
    lookUp(place, values, backs).map((handle) => ({
      place,
      handle: handle ?? filled(ops, forward.shapes.get('id' in place ? place.id : '') ?? [], 0),
    })),
  );
}

function lookUp<H>(
  place: Place,
  forward: ForwardRun<H>,
  backs: readonly BackwardRun<H>[],
): (H | undefined)[] {
  switch (place.kind) {
    case 'value':
      return [forward.values.get(place.id)];
    case 'saved': {
      const node = [...forward.saved.keys()].find(({ id }) => id === place.node);
      return [node && forward.saved.get(node)?.[place.name]];
    }
    case 'gradient':
      return backs.map((back) => back.values.get(place.id)?.sum);
    case 'derived':
      return lookUp(place.from, forward, backs);
    case 'paramGradient':
      return backs.map((back) => back.params.get(place.id)?.sum);
  }
}

function graphOf({ nodes, inputs, labels = {}, params }: Experiment, loss?: string): Graph {
  const graphInputs = Object.entries(inputs).map(([id, { shape }]): GraphInput => {
    const inner = shape.slice(1);
    const below = labels[id];
    return below === undefined
      ? { id, shape: inner, dtype: 'real' }
      : { id, shape: inner, dtype: 'index', below };
  });
  const graphParams = Object.entries(params).map(([id, { shape }]) => ({ id, shape }));
  return checkGraph({ inputs: graphInputs, params: graphParams, nodes, loss });
}

function added(a: HostTensor, b: HostTensor): HostTensor {
  return { ...a, data: Float64Array.from(a.data, (value, i) => value + b.data[i]) };
}
