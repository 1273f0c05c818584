import type { Shader } from '../program.ts';
import { inputPlace, outputPlace, outputRow, windowInts } from './window.ts';

/**
 * The largest cell of a window, or which cell it was; a NaN wins. Of several that are equal it is
 * the first, or with `above` as >= the last.
 */
const pool = (result: string, above: '>' | '>='): Shader => ({
  inputs: ['X'],
  ints: windowInts,
  body: `
float value(int i) {${outputPlace('c', 'channels')}
  float best = 0.0;
  int winner = -1;
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      int candidateCell = y * inWidth + x;
      float candidate = at(X, (n * inHeight * inWidth + candidateCell) * channels + c);
      bool wins = isNan(candidate) ? ${above === '>' ? '!isNan(best)' : 'true'} : !isNan(best) && candidate ${above} best;
      if (winner < 0 || wins) {
        best = candidate;
        winner = candidateCell;
      }
    }
  }
  return ${result};
}`,
});

export const poolValuesShader = pool('best', '>');
export const poolWinnersShader = pool('float(winner)', '>');
export const poolLastWinnersShader = pool('float(winner)', '>=');

const isWinner = `
bool isWinner(float candidate, float largest) {
  return candidate == largest || (isNan(candidate) && isNan(largest));
}`;

/** How many cells of each window are equal to its value. */
export const poolWinnerCountsShader: Shader = {
  inputs: ['X', 'Y'],
  ints: windowInts,
  body: `${isWinner}
float value(int i) {${outputPlace('c', 'channels')}
  float largest = at(Y, i);
  float count = 0.0;
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u;
    if (y >= inHeight) break;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v;
      if (x >= inWidth) break;
      if (isWinner(at(X, ((n * inHeight + y) * inWidth + x) * channels + c), largest)) count += 1.0;
    }
  }
  return count;
}`,
};

/** dx: gathers the shares of every window that this cell won or helped to win. */
export const poolSharesGradientShader: Shader = {
  inputs: ['S', 'X', 'Y'],
  ints: windowInts,
  body: `${outputRow}${isWinner}
float value(int i) {${inputPlace}
  float here = at(X, i);
  float total = 0.0;
  for (int u = windowHeight - 1; u >= 0; u--) {
    int oy = outputRow(y, u, strideY, 1, 0, outHeight);
    if (oy < 0) continue;
    for (int v = windowWidth - 1; v >= 0; v--) {
      int ox = outputRow(x, v, strideX, 1, 0, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * channels + c;
      if (isWinner(here, at(Y, from))) total += at(S, from);
    }
  }
  return total;
}`,
};

/** dx: gathers from every window that this cell won; where windows overlap, what arrives adds up. */
export const poolGradientShader: Shader = {
  inputs: ['D', 'W'],
  ints: windowInts,
  body: `${outputRow}
float value(int i) {${inputPlace}
  float here = float(y * inWidth + x);
  float total = 0.0;
  for (int u = windowHeight - 1; u >= 0; u--) {
    int oy = outputRow(y, u, strideY, dilationY, padTop, outHeight);
    if (oy < 0) continue;
    for (int v = windowWidth - 1; v >= 0; v--) {
      int ox = outputRow(x, v, strideX, dilationX, padLeft, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * channels + c;
      if (at(W, from) == here) total += at(D, from);
    }
  }
  return total;
}`,
};

/** How many cells of the window at (oy, ox) lie inside the image. */
const cellCount = `
float cellCount(int oy, int ox) {
  int rows = min(oy * strideY + windowHeight, inHeight) - oy * strideY;
  int columns = min(ox * strideX + windowWidth, inWidth) - ox * strideX;
  return float(rows * columns);
}`;

/** Means of each window's cells inside the image. */
export const poolMeansShader: Shader = {
  inputs: ['X'],
  ints: windowInts,
  body: `${cellCount}
float value(int i) {${outputPlace('c', 'channels')}
  float total = 0.0;
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u;
    if (y >= inHeight) break;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v;
      if (x >= inWidth) break;
      total += at(X, ((n * inHeight + y) * inWidth + x) * channels + c);
    }
  }
  return total / cellCount(oy, ox);
}`,
};

/** dx: an even share of every window that saw this cell. */
export const poolMeansGradientShader: Shader = {
  inputs: ['D'],
  ints: windowInts,
  body: `${outputRow}${cellCount}
float value(int i) {${inputPlace}
  float total = 0.0;
  for (int u = windowHeight - 1; u >= 0; u--) {
    int oy = outputRow(y, u, strideY, 1, 0, outHeight);
    if (oy < 0) continue;
    for (int v = windowWidth - 1; v >= 0; v--) {
      int ox = outputRow(x, v, strideX, 1, 0, outWidthCells);
      if (ox < 0) continue;
      total += at(D, ((n * outHeight + oy) * outWidthCells + ox) * channels + c) / cellCount(oy, ox);
    }
  }
  return total;
}`,
};
