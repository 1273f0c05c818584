import type { HostTensor, Shape } from '../../trace/tensor.ts';
import { WeightsError } from './weights-error.ts';

const deepest = 4;

/**
 * A number, or lists of numbers in lists of one length, as a tensor; `name` is what errors call it.
 * Throws a `WeightsError` that names the first entry that is no number, or the list of another
 * length.
 */
export function parseNested(name: string, value: unknown): HostTensor {
  const shape = shapeOf(name, value);
  const data = new Float64Array(shape.reduce((size, side) => size * side, 1));
  let at = 0;
  const read = (item: unknown, axis: number, place: readonly number[]): void => {
    if (axis === shape.length) {
      if (typeof item !== 'number') {
        throw new WeightsError(`${where(name, place)} is ${kindOf(item)}, not a number`);
      }
      data[at++] = item;
      return;
    }
    if (!Array.isArray(item)) {
      throw new WeightsError(`${where(name, place)} is ${kindOf(item)}; a list was expected`);
    }
    if (item.length !== shape[axis]) {
      throw new WeightsError(
        `${where(name, place)} has ${item.length} of the ${shape[axis]} entries that others have`,
      );
    }
    for (let i = 0; i < item.length; i++) read(item[i], axis + 1, [...place, i]);
  };
  read(value, 0, []);
  return { shape, dtype: 'float64', data };
}

/** The lengths of the first list, of the first list in it, and so on. */
function shapeOf(name: string, value: unknown): Shape {
  const shape: number[] = [];
  let item = value;
  while (Array.isArray(item)) {
    if (item.length === 0) throw new WeightsError(`"${name}" has an empty list`);
    if (shape.length === deepest) {
      throw new WeightsError(`"${name}" has lists in lists, more than ${deepest} deep`);
    }
    shape.push(item.length);
    item = item[0];
  }
  return shape;
}

/** `entry [3, 17] of "dense1.W"`; the whole tensor where there is no place. */
export const where = (name: string, place: readonly number[]): string =>
  place.length === 0 ? `"${name}"` : `entry [${place.join(', ')}] of "${name}"`;

function kindOf(item: unknown): string {
  if (item === null) return 'null';
  if (Array.isArray(item)) return 'a list';
  if (typeof item === 'object') return 'an object';
  return typeof item === 'string' ? 'a text' : String(item);
}

type Nested = number | readonly Nested[];

/**
 * The inverse: lists in lists. Nine digits of each number: as many as it takes to get the same
 * float32 back.
 */
export function nestedOf({ shape, data }: HostTensor): Nested {
  let at = 0;
  const build = (axis: number): Nested =>
    axis === shape.length
      ? Number(data[at++].toPrecision(9))
      : Array.from({ length: shape[axis] }, () => build(axis + 1));
  return build(0);
}
