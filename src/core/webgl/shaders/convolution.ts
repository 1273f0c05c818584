import type { Shader } from '../program.ts';

/** The uniforms that say how a window slides: all of `ConvGeometry` but the batch. */
const geometry = [
  'inHeight',
  'inWidth',
  'channels',
  'outHeight',
  'outWidthCells',
  'outChannels',
  'windowHeight',
  'windowWidth',
  'strideY',
  'strideX',
  'dilationY',
  'dilationX',
  'padTop',
  'padLeft',
];

/** Which output row's window sees input row `cell` through its row `k`; −1 where none does. */
const outputRow = `
int outputRow(int cell, int k, int stride, int dilation, int pad, int outs) {
  int scaled = cell + pad - k * dilation;
  if (scaled < 0 || scaled % stride != 0) return -1;
  int found = scaled / stride;
  return found < outs ? found : -1;
}`;

/** y [N, oH, oW, O]: any stride together with any dilation and any padding before the image. */
export const convShader: Shader = {
  inputs: ['X', 'K'],
  ints: geometry,
  body: `
float value(int i) {
  int o = i % outChannels;
  int ox = (i / outChannels) % outWidthCells;
  int oy = (i / (outChannels * outWidthCells)) % outHeight;
  int n = i / (outChannels * outWidthCells * outHeight);
  float total = 0.0;
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    float row = 0.0;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      int from = ((n * inHeight + y) * inWidth + x) * channels;
      int weight = (u * windowWidth + v) * channels * outChannels + o;
      for (int c = 0; c < channels; c++) row += at(X, from + c) * at(K, weight + c * outChannels);
    }
    total += row;
  }
  return total;
}`,
};

/** dx [N, H, W, C]: what every window that saw this cell sends back through its weight. */
export const convInputGradientShader: Shader = {
  inputs: ['D', 'K'],
  ints: geometry,
  body: `${outputRow}
float value(int i) {
  int c = i % channels;
  int x = (i / channels) % inWidth;
  int y = (i / (channels * inWidth)) % inHeight;
  int n = i / (channels * inWidth * inHeight);
  float total = 0.0;
  for (int u = 0; u < windowHeight; u++) {
    int oy = outputRow(y, u, strideY, dilationY, padTop, outHeight);
    if (oy < 0) continue;
    float row = 0.0;
    for (int v = 0; v < windowWidth; v++) {
      int ox = outputRow(x, v, strideX, dilationX, padLeft, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * outChannels;
      int weight = ((u * windowWidth + v) * channels + c) * outChannels;
      for (int o = 0; o < outChannels; o++) row += at(D, from + o) * at(K, weight + o);
    }
    total += row;
  }
  return total;
}`,
};

/** dK of each image by itself [N, kh, kw, C, O]; their sum over N is the gradient. */
export const convKernelGradientShader: Shader = {
  inputs: ['X', 'D'],
  ints: geometry,
  body: `
float value(int i) {
  int o = i % outChannels;
  int c = (i / outChannels) % channels;
  int v = (i / (outChannels * channels)) % windowWidth;
  int u = (i / (outChannels * channels * windowWidth)) % windowHeight;
  int n = i / (outChannels * channels * windowWidth * windowHeight);
  float total = 0.0;
  for (int oy = 0; oy < outHeight; oy++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    float row = 0.0;
    for (int ox = 0; ox < outWidthCells; ox++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      row += at(X, ((n * inHeight + y) * inWidth + x) * channels + c)
        * at(D, ((n * outHeight + oy) * outWidthCells + ox) * outChannels + o);
    }
    total += row;
  }
  return total;
}`,
};

/** The largest cell of a window, or which cell it was: ties go to the first, a NaN wins. */
const pool = (result: string): Shader => ({
  inputs: ['X'],
  ints: geometry,
  body: `
float value(int i) {
  int c = i % channels;
  int ox = (i / channels) % outWidthCells;
  int oy = (i / (channels * outWidthCells)) % outHeight;
  int n = i / (channels * outWidthCells * outHeight);
  float best = 0.0;
  int winner = -1;
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      int cell = y * inWidth + x;
      float candidate = at(X, (n * inHeight * inWidth + cell) * channels + c);
      bool wins = isNan(candidate) ? !isNan(best) : !isNan(best) && candidate > best;
      if (winner < 0 || wins) {
        best = candidate;
        winner = cell;
      }
    }
  }
  return ${result};
}`,
});

export const poolValuesShader = pool('best');
export const poolWinnersShader = pool('float(winner)');

/** dx: gathers from every window that this cell won; where windows overlap, what arrives adds up. */
export const poolGradientShader: Shader = {
  inputs: ['D', 'W'],
  ints: geometry,
  body: `${outputRow}
float value(int i) {
  int c = i % channels;
  int x = (i / channels) % inWidth;
  int y = (i / (channels * inWidth)) % inHeight;
  int n = i / (channels * inWidth * inHeight);
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
  ints: geometry,
  body: `${cellCount}
float value(int i) {
  int c = i % channels;
  int ox = (i / channels) % outWidthCells;
  int oy = (i / (channels * outWidthCells)) % outHeight;
  int n = i / (channels * outWidthCells * outHeight);
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
  ints: geometry,
  body: `${outputRow}${cellCount}
float value(int i) {
  int c = i % channels;
  int x = (i / channels) % inWidth;
  int y = (i / (channels * inWidth)) % inHeight;
  int n = i / (channels * inWidth * inHeight);
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
