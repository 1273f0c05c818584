import type { WindowGeometry } from '../geometry.ts';
import type { Reals } from './array.ts';

/** Values and winners [N, oH, oW, C] of x [N, H, W, C]; a winner is y·W + x. */
export function maxPool(
  values: Reals,
  winners: Reals,
  x: Reals,
  g: WindowGeometry,
  named: 'first' | 'last',
): void {
  const last = named === 'last';
  const { inHeight, inWidth, channels } = g;
  let to = 0;
  for (let n = 0; n < g.batch; n++) {
    const image = n * inHeight * inWidth * channels;
    for (let oy = 0; oy < g.outHeight; oy++) {
      const top = oy * g.strideY;
      const bottom = Math.min(top + g.windowHeight, inHeight);
      for (let ox = 0; ox < g.outWidth; ox++) {
        const left = ox * g.strideX;
        const right = Math.min(left + g.windowWidth, inWidth);
        for (let c = 0; c < channels; c++) {
          let winner = top * inWidth + left;
          let best = x[image + winner * channels + c];
          for (let y = top; y < bottom; y++) {
            for (let cell = y * inWidth + left; cell < y * inWidth + right; cell++) {
              const value = x[image + cell * channels + c];
              // A NaN wins, unless one has won already.
              const larger = value > best || (Number.isNaN(value) && !Number.isNaN(best));
              if (larger || (last && isWinner(value, best))) {
                best = value;
                winner = cell;
              }
            }
          }
          values[to] = best;
          winners[to++] = winner;
        }
      }
    }
  }
}

/** Whether a cell is its window's largest: one of several where there is a tie, of NaNs too. */
function isWinner(value: number, largest: number): boolean {
  return value === largest || (Number.isNaN(value) && Number.isNaN(largest));
}

/** How many cells of each window are equal to its value: [N, oH, oW, C]. */
export function maxPoolWinnerCounts(out: Reals, x: Reals, values: Reals, g: WindowGeometry): void {
  out.fill(0);
  eachWindow(g, (to, image, top, bottom, left, right, c) => {
    for (let y = top; y < bottom; y++) {
      for (let at = left; at < right; at++) {
        if (isWinner(x[image + (y * g.inWidth + at) * g.channels + c], values[to])) out[to]++;
      }
    }
  });
}

/** Adds each share to every winner of its window: dx [N, H, W, C]. */
export function maxPoolSharesGradient(
  out: Reals,
  shares: Reals,
  x: Reals,
  values: Reals,
  g: WindowGeometry,
): void {
  const sums = new Float64Array(out.length);
  eachWindow(g, (from, image, top, bottom, left, right, c) => {
    for (let y = top; y < bottom; y++) {
      for (let at = left; at < right; at++) {
        const cell = image + (y * g.inWidth + at) * g.channels + c;
        if (isWinner(x[cell], values[from])) sums[cell] += shares[from];
      }
    }
  });
  out.set(sums);
}

/** Adds each upstream value to the cell that won its window: dx [N, H, W, C]. */
export function maxPoolGradient(
  out: Reals,
  upstream: Reals,
  winners: Reals,
  g: WindowGeometry,
): void {
  out.fill(0);
  const { channels } = g;
  const plane = g.inHeight * g.inWidth * channels;
  const windows = g.outHeight * g.outWidth;
  let from = 0;
  for (let n = 0; n < g.batch; n++) {
    for (let p = 0; p < windows; p++) {
      for (let c = 0; c < channels; c++) {
        out[n * plane + winners[from] * channels + c] += upstream[from];
        from++;
      }
    }
  }
}

/** Means of each window's cells inside the image: [N, oH, oW, C]. */
export function avgPool(out: Reals, x: Reals, g: WindowGeometry): void {
  eachWindow(g, (to, image, top, bottom, left, right, c) => {
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let at = left; at < right; at++) {
        sum += x[image + (y * g.inWidth + at) * g.channels + c];
      }
    }
    out[to] = sum / ((bottom - top) * (right - left));
  });
}

/** Each upstream value, shared out evenly among the cells of its window: dx [N, H, W, C]. */
export function avgPoolGradient(out: Reals, upstream: Reals, g: WindowGeometry): void {
  const sums = new Float64Array(out.length);
  eachWindow(g, (from, image, top, bottom, left, right, c) => {
    const share = upstream[from] / ((bottom - top) * (right - left));
    for (let y = top; y < bottom; y++) {
      for (let at = left; at < right; at++) {
        sums[image + (y * g.inWidth + at) * g.channels + c] += share;
      }
    }
  });
  out.set(sums);
}

type WindowVisit = (
  index: number,
  image: number,
  top: number,
  bottom: number,
  left: number,
  right: number,
  channel: number,
) => void;

/** Every window and channel in row-major order of the output, cut off at the edge. */
function eachWindow(g: WindowGeometry, visit: WindowVisit): void {
  let index = 0;
  for (let n = 0; n < g.batch; n++) {
    const image = n * g.inHeight * g.inWidth * g.channels;
    for (let oy = 0; oy < g.outHeight; oy++) {
      const top = oy * g.strideY;
      const bottom = Math.min(top + g.windowHeight, g.inHeight);
      for (let ox = 0; ox < g.outWidth; ox++) {
        const left = ox * g.strideX;
        const right = Math.min(left + g.windowWidth, g.inWidth);
        for (let c = 0; c < g.channels; c++) visit(index++, image, top, bottom, left, right, c);
      }
    }
  }
}
