import type { HostTensor } from '../../trace/tensor.ts';
import { mlp } from '../networks/mlp.ts';
import type { Weights } from '../protocol.ts';
import { nestedOf, parseNested } from './nested-numbers.ts';
import { WeightsError } from './weights-error.ts';

/** A tensor of a file and the parameter of a network that it is meant for. */
export interface Meant {
  readonly param: string;
  /** What the file calls it. */
  readonly name: string;
  readonly tensor: HostTensor;
}

const nameOf = (index: number): string => `param_${index}`;

export const isEpochJson = (json: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(json).some((key) => /^param_\d+$/.test(key));

/**
 * `{param_0 … param_5}`: matrix and bias of each layer of the 784-128-64-10 network, as lists in
 * lists, as it is saved after an epoch. Other keys are left alone.
 */
export function parseEpochJson(json: Readonly<Record<string, unknown>>): readonly Meant[] {
  const count = mlp.params.length;
  const more = Object.keys(json).find((key) => {
    const index = /^param_(\d+)$/.exec(key)?.[1];
    return index !== undefined && Number(index) >= count;
  });
  if (more !== undefined) {
    throw new WeightsError(
      `"${more}" is one too many: the dense net has ${nameOf(0)} … ${nameOf(count - 1)}`,
    );
  }
  return mlp.params.map(({ id }, index) => {
    const name = nameOf(index);
    if (!Object.hasOwn(json, name)) {
      throw new WeightsError(
        `"${name}" is missing: the dense net needs ${nameOf(0)} … ${nameOf(count - 1)}`,
      );
    }
    return { param: id, name, tensor: parseNested(name, json[name]) };
  });
}

/** The inverse: the dense net's weights as `{param_0 … param_5}`, matrices as [out, in]. */
export function formatEpochJson(weights: Weights): string {
  return JSON.stringify(
    Object.fromEntries(mlp.params.map(({ id }, index) => [nameOf(index), nestedOf(weights[id])])),
  );
}
