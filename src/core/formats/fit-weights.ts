import type { Graph, GraphParam } from '../../trace/graph.ts';
import { maybeMaker } from '../../trace/graph.ts';
import { type HostTensor, positionOf, type Shape, shapeText } from '../../trace/tensor.ts';
import { planOf } from '../execute.ts';
import { type NetworkName, networkNames, networks } from '../networks/networks.ts';
import type { Weights } from '../protocol.ts';
import type { Meant } from './epoch-json.ts';
import { where } from './nested-numbers.ts';
import { channelsLast, maybeOrientation, type Orientation, oriented, shapesOf } from './orient.ts';
import { WeightsError } from './weights-error.ts';

/** The network that a file's tensors are the weights of. */
export interface Fit {
  readonly network: NetworkName;
  readonly weights: Weights;
}

const titles: Readonly<Record<NetworkName, string>> = {
  cnn: 'the convolutional net',
  mlp: 'the dense net (784-128-64-10)',
  perceptron: 'the perceptron',
};

/**
 * Finds the network whose parameters these are: by their names, else by their shapes, which no two
 * parameters of a network share. Throws a `WeightsError` that says what misfits.
 */
export function fitWeights(tensors: Readonly<Record<string, HostTensor>>): Fit {
  const named = maybeByName(tensors);
  if (named) return placeWeights(named.network, named.meant);
  for (const network of networkNames) {
    const meant = maybeByShape(networks[network], tensors);
    if (meant) return placeWeights(network, meant);
  }
  throw new WeightsError(noFit(tensors));
}

/** Puts each tensor in its parameter's place: every one there, of its shape, finite, as float32. */
export function placeWeights(network: NetworkName, meant: readonly Meant[]): Fit {
  const graph = networks[network];
  const found = graph.params.map((param) => {
    const own = meant.find((one) => one.param === param.id);
    if (!own) {
      throw new WeightsError(
        `"${param.id}" (${shapeText(param.shape)}) is missing: ${titles[network]} needs ${list(graph.params.map(({ id }) => id))}; the file has ${list(meant.map(({ name }) => name))}`,
      );
    }
    return placed(param, own);
  });
  const kernels = new Set(
    found.flatMap(({ param, orientation }) => (param.shape.length === 4 ? [orientation] : [])),
  );
  if (kernels.size > 1) {
    throw new WeightsError(
      'some kernels have their channels first (PyTorch), others last (Keras): save them all in one layout',
    );
  }
  const first = kernels.has('channelsFirst');
  const weights = found.map(({ param, data }): [string, HostTensor] => {
    const picture = first ? maybeFlattened(graph, param.id) : undefined;
    const ordered = picture ? channelsLast(data, param.shape[0], picture) : data;
    return [param.id, { shape: param.shape, dtype: 'float32', data: ordered }];
  });
  return { network, weights: Object.fromEntries(weights) };
}

interface Placed {
  readonly param: GraphParam;
  readonly orientation: Orientation;
  readonly data: Float32Array;
}

function placed(param: GraphParam, { name, tensor }: Meant): Placed {
  const orientation = maybeOrientation(param.shape, tensor.shape);
  if (!orientation) {
    const wanted = shapesOf(param.shape).map(shapeText).join(' or ');
    throw new WeightsError(
      `"${name}" must be ${wanted}, the file has ${shapeText(tensor.shape)}; is it from another network?`,
    );
  }
  expectFinite(name, tensor);
  return { param, orientation, data: oriented(tensor, param.shape, orientation) };
}

function expectFinite(name: string, { shape, data }: HostTensor): void {
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(Math.fround(data[i]))) continue;
    const why = Number.isFinite(data[i]) ? 'more than float32 holds' : 'no finite number';
    throw new WeightsError(
      `${where(name, positionOf(shape, i))} is ${data[i]}, ${why}; a network that computes with it says nothing`,
    );
  }
}

/** The picture [height, width, channels] whose cells the matrix `id` weighs, flattened. */
function maybeFlattened(graph: Graph, id: string): Shape | undefined {
  const dense = graph.nodes.find((node) => node.kind === 'dense' && node.params.weights === id);
  const flatten = dense && maybeMaker(graph, dense.inputs[0]);
  if (flatten?.kind !== 'flatten') return undefined;
  return planOf(graph, 1).shapes.get(flatten.inputs[0])?.slice(1);
}

const roles: Readonly<Record<string, string>> = {
  w: 'w',
  weight: 'w',
  weights: 'w',
  kernel: 'w',
  b: 'b',
  bias: 'b',
};

/** `dense1.weight`, `dense1/kernel:0` and `dense1.W` are one name. */
function canonical(name: string): string {
  const match = /^(.+)[./](\w+?)(:0)?$/.exec(name.toLowerCase());
  const role = match && Object.hasOwn(roles, match[2]) ? roles[match[2]] : undefined;
  return match && role ? `${match[1]}.${role}` : name.toLowerCase();
}

/** Most of the names known: the rest is a mistake, and is told as one. */
const mostNames = 0.75;

function maybeByName(
  tensors: Readonly<Record<string, HostTensor>>,
): { network: NetworkName; meant: readonly Meant[] } | undefined {
  const names = Object.keys(tensors);
  const known = networkNames.map((network) => {
    const { params } = networks[network];
    const meant = params.flatMap((param): Meant[] => {
      const name = names.find((one) => canonical(one) === canonical(param.id));
      return name === undefined ? [] : [{ param: param.id, name, tensor: tensors[name] }];
    });
    return { network, meant, share: meant.length / params.length };
  });
  const [best] = known.sort((a, b) => b.share - a.share);
  const unknown = names.filter((name) => !best.meant.some((one) => one.name === name));
  if (best.meant.length === 0 || (unknown.length > 0 && best.share < mostNames)) return undefined;
  if (unknown.length > 0 && best.share === 1) {
    throw new WeightsError(
      `the file also has ${list(unknown)}, for which ${titles[best.network]} has no place; save the ${best.meant.length} parameters alone`,
    );
  }
  return best;
}

function maybeByShape(
  graph: Graph,
  tensors: Readonly<Record<string, HostTensor>>,
): readonly Meant[] | undefined {
  const entries = Object.entries(tensors);
  if (entries.length !== graph.params.length) return undefined;
  const meant = graph.params.flatMap(({ id, shape }): Meant[] => {
    const own = entries.filter(([, tensor]) => maybeOrientation(shape, tensor.shape));
    return own.length === 1 ? [{ param: id, name: own[0][0], tensor: own[0][1] }] : [];
  });
  return meant.length === entries.length ? meant : undefined;
}

function noFit(tensors: Readonly<Record<string, HostTensor>>): string {
  const has = Object.entries(tensors).map(([name, { shape }]) => `"${name}" ${shapeText(shape)}`);
  const needs = networkNames.map((network) => {
    const shapes = networks[network].params.map(({ shape }) => shapeText(shape));
    return `${titles[network]} ${shapes.join(', ')}`;
  });
  return `these tensors fit no network here: the file has ${list(has, '')}. Needed are, of ${needs.join('; of ')}`;
}

/** The first of many, quoted: a message is no table. */
function list(names: readonly string[], quote = '"'): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, 8).map((name) => `${quote}${name.slice(0, 60)}${quote}`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
