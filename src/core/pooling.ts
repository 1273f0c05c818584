import { indexOf, positionOf } from '../trace/tensor.ts';
import { type Pair, poolGeometry } from './geometry.ts';
import type { AttributeReader, LayerShapes } from './layer.ts';
import { imageShape, type LayerSample, type Sampler } from './sample.ts';
import { inputRow, outputRow } from './window.ts';

/**
 * Whose is a tie? Of the first or the last winner in row-major order, or of all of
 * them in equal shares. The value of the pool is the same; a derivative does not exist there.
 */
export type TieRule = 'first' | 'last' | 'split';

export const tieRules: readonly TieRule[] = ['first', 'last', 'split'];

/** What every pool over [N, H, W, C] may be told. */
export interface PoolAttributes {
  readonly size: Pair;
  readonly strides: Pair;
  /** Whether a last window that the edge cuts counts too. */
  readonly ceil: boolean;
}

export function readPool(reader: AttributeReader): PoolAttributes {
  const size = reader.pair('size', [2, 2]);
  return { size, strides: reader.pair('strides', size), ceil: reader.flag('ceil', false) };
}

export function samplePool(sampler: Sampler): LayerSample {
  const { whole, choice } = sampler;
  const attrs = {
    size: [whole(1, 3), whole(1, 3)],
    strides: [whole(1, 3), whole(1, 3)],
    ceil: choice([true, false]),
  };
  return { inputs: [{ shape: imageShape(sampler) }], attrs };
}

/** Flat indices of the cells inside the image that output `index` pools, row by row. */
export function pooledCells(attrs: PoolAttributes, shapes: LayerShapes, index: number): number[] {
  const g = poolGeometry(shapes.inputs[0], attrs);
  const [n, oy, ox, c] = positionOf(shapes.outputs[0], index);
  const cells: number[] = [];
  for (let u = 0; u < g.windowHeight; u++) {
    const y = inputRow(oy, u, g.strideY, 1, 0, g.inHeight);
    for (let v = 0; v < g.windowWidth; v++) {
      const x = inputRow(ox, v, g.strideX, 1, 0, g.inWidth);
      if (y < 0 || x < 0) continue; // cut off by the edge
      cells.push(indexOf(shapes.inputs[0], [n, y, x, c]));
    }
  }
  return cells;
}

/** Flat indices of the outputs whose windows see input cell `index`. */
export function windowsOver(attrs: PoolAttributes, shapes: LayerShapes, index: number): number[] {
  const g = poolGeometry(shapes.inputs[0], attrs);
  const [n, y, x, c] = positionOf(shapes.inputs[0], index);
  const windows: number[] = [];
  for (let u = 0; u < g.windowHeight; u++) {
    const oy = outputRow(y, u, g.strideY, 1, 0, g.outHeight);
    for (let v = 0; v < g.windowWidth; v++) {
      const ox = outputRow(x, v, g.strideX, 1, 0, g.outWidth);
      if (oy < 0 || ox < 0) continue;
      windows.push(indexOf(shapes.outputs[0], [n, oy, ox, c]));
    }
  }
  return windows;
}
