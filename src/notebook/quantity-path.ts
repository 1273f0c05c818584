import type { Quantities } from './lesson.ts';

/** `upstream.0.1`: a quantity's name, and the position of one of its numbers. */
export interface QuantityPath {
  readonly name: string;
  /** Flat row-major index. */
  readonly index: number;
}

/** What a path points at, or why it points at nothing. */
export function resolvePath(path: string, quantities: Quantities): QuantityPath | { why: string } {
  const [name, ...position] = path.split('.');
  const quantity = quantities[name];
  if (!Object.hasOwn(quantities, name) || quantity === undefined) return { why: 'unknown' };
  if (position.length !== quantity.shape.length) {
    const wanted = quantity.shape.length;
    return { why: `"${name}" takes ${wanted} ${wanted === 1 ? 'index' : 'indices'}` };
  }
  let index = 0;
  for (const [axis, side] of quantity.shape.entries()) {
    const at = Number(position[axis]);
    if (!Number.isInteger(at) || at < 0 || at >= side) {
      return { why: `"${name}" has the shape ${quantity.shape.join(' × ')}, counted from 0` };
    }
    index = index * side + at;
  }
  return { name, index };
}
