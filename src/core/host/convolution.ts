import type { ConvGeometry } from '../geometry.ts';
import { inputRow } from '../window.ts';
import { allFinite, type Reals } from './array.ts';
import { productNN } from './product.ts';

/**
 * im2col as a table: entry [p, k] is where window p (row-major over the output plane) finds its
 * cell k (row-major over kh, kw, C) in one image, or −1 for a zero of the padding.
 */
export type PatchTable = Int32Array;

export function patchTable(g: ConvGeometry): PatchTable {
  const size = g.windowHeight * g.windowWidth * g.channels;
  const table = new Int32Array(g.outHeight * g.outWidth * size);
  let at = 0;
  for (let oy = 0; oy < g.outHeight; oy++) {
    for (let ox = 0; ox < g.outWidth; ox++) {
      for (let u = 0; u < g.windowHeight; u++) {
        const y = inputRow(oy, u, g.strideY, g.dilationY, g.padTop, g.inHeight);
        for (let v = 0; v < g.windowWidth; v++) {
          const x = inputRow(ox, v, g.strideX, g.dilationX, g.padLeft, g.inWidth);
          const inside = y >= 0 && x >= 0;
          for (let c = 0; c < g.channels; c++) {
            table[at++] = inside ? (y * g.inWidth + x) * g.channels + c : -1;
          }
        }
      }
    }
  }
  return table;
}

/** How large the scratch buffers of one image are. */
export function patchCount(g: ConvGeometry): { windows: number; size: number } {
  return {
    windows: g.outHeight * g.outWidth,
    size: g.windowHeight * g.windowWidth * g.channels,
  };
}

/** Copies the windows of image `n` into rows: patches [windows, size]. */
function gather(patches: Reals, x: Reals, n: number, table: PatchTable, g: ConvGeometry): void {
  const base = n * g.inHeight * g.inWidth * g.channels;
  for (let i = 0; i < table.length; i++) {
    const from = table[i];
    patches[i] = from < 0 ? 0 : x[base + from];
  }
}

/** out [N, oH, oW, O] = windows of x, as rows, times the kernel [kh·kw·C, O]. */
export function convolve(
  out: Reals,
  x: Reals,
  kernel: Reals,
  table: PatchTable,
  patches: Reals,
  g: ConvGeometry,
): void {
  const { windows, size } = patchCount(g);
  for (let n = 0; n < g.batch; n++) {
    gather(patches, x, n, table, g);
    productNN(out, n * windows * g.outChannels, patches, 0, kernel, windows, size, g.outChannels);
  }
}

/**
 * dK = windows of xᵀ times the upstream. Most of an upstream behind a max-pool is zero, and what is
 * zero adds nothing, so it is skipped (unless x holds NaN or ∞, which must spread).
 */
export function kernelGradient(
  out: Reals,
  x: Reals,
  upstream: Reals,
  table: PatchTable,
  patches: Reals,
  g: ConvGeometry,
): void {
  const { windows, size } = patchCount(g);
  const outs = g.outChannels;
  const skipZeros = allFinite(x);
  const sums = new Float64Array(outs * size); // [O, kh·kw·C]
  for (let n = 0; n < g.batch; n++) {
    gather(patches, x, n, table, g);
    for (let p = 0; p < windows; p++) {
      const from = (n * windows + p) * outs;
      const patch = p * size;
      for (let o = 0; o < outs; o++) {
        const d = upstream[from + o];
        if (d === 0 && skipZeros) continue;
        const to = o * size;
        for (let k = 0; k < size; k++) sums[to + k] += d * patches[patch + k];
      }
    }
  }
  for (let o = 0; o < outs; o++) {
    for (let k = 0; k < size; k++) out[k * outs + o] = sums[o * size + k];
  }
}

/**
 * dx: every upstream value goes back through the same wires, weight by weight, and what meets in a
 * cell adds up. Equal to the full correlation with the kernel turned by 180°.
 */
export function inputGradient(
  out: Reals,
  upstream: Reals,
  kernel: Reals,
  table: PatchTable,
  g: ConvGeometry,
): void {
  const { windows, size } = patchCount(g);
  const outs = g.outChannels;
  const image = g.inHeight * g.inWidth * g.channels;
  const skipZeros = allFinite(kernel);
  const turned = new Float64Array(outs * size); // [O, kh·kw·C]
  for (let k = 0; k < size; k++) {
    for (let o = 0; o < outs; o++) turned[o * size + k] = kernel[k * outs + o];
  }
  const patch = new Float64Array(size);
  const sums = new Float64Array(image);
  for (let n = 0; n < g.batch; n++) {
    sums.fill(0);
    for (let p = 0; p < windows; p++) {
      const from = (n * windows + p) * outs;
      let any = false;
      for (let o = 0; o < outs; o++) {
        const d = upstream[from + o];
        if (d === 0 && skipZeros) continue;
        if (!any) patch.fill(0);
        any = true;
        const row = o * size;
        for (let k = 0; k < size; k++) patch[k] += d * turned[row + k];
      }
      if (!any) continue;
      const cells = p * size;
      for (let k = 0; k < size; k++) {
        const to = table[cells + k];
        if (to >= 0) sums[to] += patch[k];
      }
    }
    const base = n * image;
    for (let i = 0; i < image; i++) out[base + i] = sums[i];
  }
}
