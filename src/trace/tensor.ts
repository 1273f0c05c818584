/** Sizes of a tensor's axes, outermost first. `[]` is a scalar. */
export type Shape = readonly number[];

export type DType = 'float32' | 'float64' | 'int32';

/**
 * Numbers that may be read and not written. A typed array with elements cannot be frozen, so
 * read-only is a promise of the type: `Float32Array`, `Float64Array` and `Int32Array` all fit it.
 */
export interface Numbers extends Iterable<number> {
  readonly length: number;
  readonly [index: number]: number;
}

/** A tensor on the host, row-major: the last axis varies fastest. */
export interface HostTensor {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: Numbers;
}

/** How many elements a tensor of this shape has; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const side of shape) size *= side;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((side, axis) => side === b[axis]);
}

/** `28 × 28 × 1`, and `scalar` for `[]`. */
export function shapeText(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.join(' × ');
}

/** Flat row-major index of a position; throws when the position lies outside. */
export function indexOf(shape: Shape, position: readonly number[]): number {
  if (position.length !== shape.length) {
    throw new RangeError(
      `position [${position}] has ${position.length} axes, the tensor has ${shape.length}`,
    );
  }
  let index = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const at = position[axis];
    if (!Number.isInteger(at) || at < 0 || at >= shape[axis]) {
      throw new RangeError(`position [${position}] lies outside a tensor of ${shapeText(shape)}`);
    }
    index = index * shape[axis] + at;
  }
  return index;
}

/** The position that a flat row-major index stands for: the inverse of `indexOf`. */
export function positionOf(shape: Shape, index: number): number[] {
  if (!Number.isInteger(index) || index < 0 || index >= sizeOf(shape)) {
    throw new RangeError(`index ${index} lies outside a tensor of ${shapeText(shape)}`);
  }
  const position: number[] = new Array(shape.length).fill(0);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return position;
}

/** A tensor from nested knowledge: checks that shape and data agree. */
export function hostTensor(shape: Shape, data: Numbers, dtype: DType = 'float64'): HostTensor {
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(
      `${data.length} numbers do not fill a tensor of ${shapeText(shape)} (${sizeOf(shape)} needed)`,
    );
  }
  return { shape, dtype, data };
}

/** Largest magnitude in a tensor; 0 when empty. NaN as soon as one element is NaN. */
export function largestMagnitude(data: Numbers): number {
  let largest = 0;
  for (let i = 0; i < data.length; i++) {
    const magnitude = Math.abs(data[i]);
    if (Number.isNaN(magnitude)) return Number.NaN;
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}
