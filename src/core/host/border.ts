import { type BorderGeometry, borderSource } from '../border.ts';
import type { Reals } from './array.ts';

/** Copies the image and its border: [N, top + H + bottom, left + W + right, C]. */
export function border(out: Reals, x: Reals, g: BorderGeometry): void {
  eachCopy(g, (to, from) => {
    out[to] = x[from];
  });
}

/** Adds up what arrives at each cell's copies: dx [N, H, W, C]. */
export function borderGradient(out: Reals, upstream: Reals, g: BorderGeometry): void {
  const sums = new Float64Array(out.length);
  eachCopy(g, (to, from) => {
    sums[from] += upstream[to];
  });
  out.set(sums);
}

function eachCopy(g: BorderGeometry, visit: (to: number, from: number) => void): void {
  let to = 0;
  for (let n = 0; n < g.batch; n++) {
    for (let y = -g.top; y < g.height + g.bottom; y++) {
      const row = (n * g.height + borderSource(y, g.height, g.mode)) * g.width;
      for (let x = -g.left; x < g.width + g.right; x++) {
        const cell = (row + borderSource(x, g.width, g.mode)) * g.channels;
        for (let c = 0; c < g.channels; c++) visit(to++, cell + c);
      }
    }
  }
}
