import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  keep,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  valueAndGrads,
  variable,
  variableGrads,
  zeros,
} from '@tensorflow/tfjs-core';
import { nodesBehindLoss } from '../../src/trace/graph.ts';
import { fetchDigits, fetchTensors, oneDigitPath } from './digits.ts';
import { graphOf, weightsPath } from './networks.ts';
import type { Job, TaskOf, TraceWay } from './task.ts';
import { forward, required, scalarOf, toOurs, toTheirs, upload } from './tfjs-network.ts';

/** What a trace is made of while it still lies with tfjs. */
interface Made {
  readonly values: ReadonlyMap<string, Tensor>;
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/**
 * A trace by tfjs' own gradients: every activation and every gradient that the way gives, read back
 * together. The weights stay with tfjs, the digit is uploaded each time.
 */
export async function tracing(task: TaskOf<'trace'>): Promise<Job> {
  const { network, width } = task;
  const graph = graphOf(network, width);
  const [weights, digit] = await Promise.all([
    fetchTensors(weightsPath(network, width === 1 ? 'shipped' : 'start', width)),
    fetchDigits(oneDigitPath),
  ]);
  const params = new Map<string, Variable>(
    graph.params.map(({ id }) => {
      const { shape, data } = toTheirs(weights[id]);
      return [id, tidy(() => variable(tensor(data, shape)))];
    }),
  );
  const inside = nodesBehindLoss(graph).flatMap(({ outputs }) => outputs);
  // The loss itself needs no probe: its gradient is 1.
  const probed = ['x', ...inside.filter((id) => id !== graph.loss)];
  const probes = zerosLike();

  function zerosLike(): Map<string, Tensor> {
    const shapes = tidy(() =>
      [...forward(graph, params, upload(digit))].map(([id, { shape }]) => [id, shape] as const),
    );
    return new Map(shapes.filter(([id]) => probed.includes(id)).map(([id, s]) => [id, zeros(s)]));
  }

  const ways: Readonly<Record<TraceWay, () => Made>> = {
    variableGrads() {
      const values = new Map<string, Tensor>();
      const { grads } = variableGrads(
        () => kept(forward(graph, params, upload(digit)), values),
        [...params.values()],
      );
      return { values, gradients: byParam(grads) };
    },
    grads() {
      const ids = [...params.keys(), ...probed];
      const values = new Map<string, Tensor>();
      const { grads } = valueAndGrads((...all: Tensor[]) => {
        const given = new Map(all.map((each, at) => [ids[at], each]));
        return kept(forward(graph, given, upload(digit), probesOf(given)), values);
      })([...params.values(), ...probes.values()]);
      return { values, gradients: new Map(grads.map((grad, at) => [ids[at], grad])) };
    },
  };

  /** Among what was passed, the probes: all that is no parameter. */
  const probesOf = (given: ReadonlyMap<string, Tensor>) =>
    new Map([...given].filter(([id]) => !params.has(id)));

  /** Every activation survives the way back; returns the loss. */
  function kept(values: ReadonlyMap<string, Tensor>, into: Map<string, Tensor>): Scalar {
    for (const [id, value] of values) into.set(id, keep(value));
    return scalarOf(required(values, graph.loss ?? ''));
  }

  /** Gradients of variables come under the names that tfjs gave them. */
  const byParam = (grads: NamedTensorMap) =>
    new Map([...params].map(([id, { name }]) => [id, grads[name]]));

  let gradients: Readonly<Record<string, readonly number[]>> = {};
  let last: { readonly id: string; readonly data: ArrayLike<number> }[] = [];
  const shapes = new Map(graph.params.map(({ id, shape }) => [id, shape]));
  return {
    async run() {
      const made = started(ways[task.way]);
      const read = async ([id, of]: [string, Tensor]) => ({ id, data: await of.data() });
      const [values, grads] = await Promise.all([
        Promise.all([...made.values].map(read)),
        Promise.all([...made.gradients].map(read)),
      ]);
      for (const each of [...made.values.values(), ...made.gradients.values()]) each.dispose();
      last = grads;
      return values.find(({ id }) => id === graph.loss)?.data[0] ?? Number.NaN;
    },
    async gradients() {
      gradients = Object.fromEntries(
        last.map(({ id, data }) => [id, toOurs(shapes.get(id) ?? [], data)]),
      );
      return gradients;
    },
    dispose() {
      for (const each of [...params.values(), ...probes.values()]) each.dispose();
    },
  };
}

/** Everything else that was made on the way is given back. */
function started(way: () => Made): Made {
  let made: Made = { values: new Map(), gradients: new Map() };
  tidy(() => {
    made = way();
    for (const gradient of made.gradients.values()) keep(gradient);
  });
  return made;
}
