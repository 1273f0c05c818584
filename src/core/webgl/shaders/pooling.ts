import type { Shader } from '../program.ts';
import { alike, beats, inBothWidths, inTexels, reaches } from './lane.ts';
import { inputPlace, outputPlace, outputRow, windowInts } from './window.ts';

/** Windows see every channel by itself: four of them go side by side. */
const overWindows = (inputs: readonly string[], body: string): Shader => ({
  inputs,
  ints: windowInts,
  fours: inTexels('channels'),
  body,
});

/**
 * The largest cell of a window, and beside it which cell it was; a NaN wins. Of several that are
 * equal it is the first or the last.
 */
const pool = (named: 'first' | 'last'): Shader => ({
  pair: true,
  ...overWindows(
    ['X'],
    `${named === 'first' ? beats : reaches}${inBothWidths(
      ({ type, mask, name, read }) => `
${type} ${name}(int i) {${outputPlace('c', 'channels')}
  ${type} best = ${type}(0.0);
  ${type} winner = ${type}(-1.0);
  bool found = false;
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      int cell = y * inWidth + x;
      ${type} candidate = ${read('X', '(n * inHeight * inWidth + cell) * channels + c')};
      ${mask} wins = ${named === 'first' ? 'beats' : 'reaches'}(candidate, best);
      if (!found) wins = ${mask}(true);
      best = mix(best, candidate, wins);
      winner = mix(winner, ${type}(float(cell)), wins);
      found = true;
    }
  }
  ${name === 'four' ? 'besideFour' : 'besideOne'} = winner;
  return best;
}`,
    )}`,
  ),
});

export const poolFirstShader = pool('first');
export const poolLastShader = pool('last');

/** How many cells of each window are equal to its value. */
export const poolWinnerCountsShader = overWindows(
  ['X', 'Y'],
  `${alike}${inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {${outputPlace('c', 'channels')}
  ${type} largest = ${read('Y', 'i')};
  ${type} count = ${type}(0.0);
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u;
    if (y >= inHeight) break;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v;
      if (x >= inWidth) break;
      ${type} candidate = ${read('X', '((n * inHeight + y) * inWidth + x) * channels + c')};
      count += ${type}(alike(candidate, largest));
    }
  }
  return count;
}`,
  )}`,
);

/** dx: gathers the shares of every window that this cell won or helped to win. */
export const poolSharesGradientShader = overWindows(
  ['S', 'X', 'Y'],
  `${outputRow}${alike}${inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {${inputPlace}
  ${type} here = ${read('X', 'i')};
  ${type} total = ${type}(0.0);
  for (int u = windowHeight - 1; u >= 0; u--) {
    int oy = outputRow(y, u, strideY, 1, 0, outHeight);
    if (oy < 0) continue;
    for (int v = windowWidth - 1; v >= 0; v--) {
      int ox = outputRow(x, v, strideX, 1, 0, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * channels + c;
      ${type} share = ${read('S', 'from')};
      total = mix(total, total + share, alike(here, ${read('Y', 'from')}));
    }
  }
  return total;
}`,
  )}`,
);

/** dx: gathers from every window that this cell won; where windows overlap, what arrives adds up. */
export const poolGradientShader = overWindows(
  ['D', 'W'],
  `${outputRow}${alike}${inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {${inputPlace}
  ${type} here = ${type}(float(y * inWidth + x));
  ${type} total = ${type}(0.0);
  for (int u = windowHeight - 1; u >= 0; u--) {
    int oy = outputRow(y, u, strideY, dilationY, padTop, outHeight);
    if (oy < 0) continue;
    for (int v = windowWidth - 1; v >= 0; v--) {
      int ox = outputRow(x, v, strideX, dilationX, padLeft, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * channels + c;
      ${type} upstream = ${read('D', 'from')};
      total = mix(total, total + upstream, alike(here, ${read('W', 'from')}));
    }
  }
  return total;
}`,
  )}`,
);

/** How many cells of the window at (oy, ox) lie inside the image. */
const cellCount = `
float cellCount(int oy, int ox) {
  int rows = min(oy * strideY + windowHeight, inHeight) - oy * strideY;
  int columns = min(ox * strideX + windowWidth, inWidth) - ox * strideX;
  return float(rows * columns);
}`;

/** Means of each window's cells inside the image. */
export const poolMeansShader = overWindows(
  ['X'],
  `${cellCount}${inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {${outputPlace('c', 'channels')}
  ${type} total = ${type}(0.0);
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u;
    if (y >= inHeight) break;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v;
      if (x >= inWidth) break;
      total += ${read('X', '((n * inHeight + y) * inWidth + x) * channels + c')};
    }
  }
  return total / cellCount(oy, ox);
}`,
  )}`,
);

/** dx: an even share of every window that saw this cell. */
export const poolMeansGradientShader = overWindows(
  ['D'],
  `${outputRow}${cellCount}${inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {${inputPlace}
  ${type} total = ${type}(0.0);
  for (int u = windowHeight - 1; u >= 0; u--) {
    int oy = outputRow(y, u, strideY, 1, 0, outHeight);
    if (oy < 0) continue;
    for (int v = windowWidth - 1; v >= 0; v--) {
      int ox = outputRow(x, v, strideX, 1, 0, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * channels + c;
      total += ${read('D', 'from')} / cellCount(oy, ox);
    }
  }
  return total;
}`,
  )}`,
);
