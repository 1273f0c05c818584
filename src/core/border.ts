import type { Shape } from '../trace/tensor.ts';
import { shapeText } from '../trace/tensor.ts';

/**
 * What lies beyond the edge of an image: `reflect` mirrors at the edge cell without repeating it
 * (c b | a b c | b a), `replicate` repeats it, `circular` goes on at the other side.
 */
export type BorderMode = 'reflect' | 'replicate' | 'circular';

/** An image [N, H, W, C] and how many cells are added on each side. */
export interface BorderGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly mode: BorderMode;
}

/** Where along an axis of `size` the cell at `at` (from −before to size + after − 1) comes from. */
export function borderSource(at: number, size: number, mode: BorderMode): number {
  switch (mode) {
    case 'replicate':
      return Math.min(Math.max(at, 0), size - 1);
    case 'circular':
      return ((at % size) + size) % size;
    case 'reflect': {
      if (size === 1) return 0;
      const period = 2 * (size - 1);
      const place = ((at % period) + period) % period;
      return place < size ? place : period - place;
    }
  }
}

/** Shape with its border: [N, top + H + bottom, left + W + right, C]. */
export function borderedShape(g: BorderGeometry): Shape {
  return [g.batch, g.top + g.height + g.bottom, g.left + g.width + g.right, g.channels];
}

/** x [N, H, W, C] and the cells to add → geometry. */
export function borderGeometry(
  x: Shape,
  sides: Pick<BorderGeometry, 'top' | 'bottom' | 'left' | 'right'>,
  mode: BorderMode,
): BorderGeometry {
  if (x.length !== 4) throw new RangeError(`needs images [N, H, W, C], got ${shapeText(x)}`);
  return { batch: x[0], height: x[1], width: x[2], channels: x[3], ...sides, mode };
}
