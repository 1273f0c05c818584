import type { Shader } from '../program.ts';
import { inputPlace, outputPlace, outputRow, windowInts } from './window.ts';

/** y [N, oH, oW, O]: any stride together with any dilation and any padding before the image. */
export const convShader: Shader = {
  inputs: ['X', 'K'],
  ints: windowInts,
  body: `
float value(int i) {${outputPlace('o', 'outChannels')}
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
  ints: windowInts,
  body: `${outputRow}
float value(int i) {${inputPlace}
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
  ints: windowInts,
  body: `
float value(int i) {
  int weight = quotient(i, outChannels);
  int o = i - weight * outChannels;
  int tap = quotient(weight, channels);
  int c = weight - tap * channels;
  int line = quotient(tap, windowWidth);
  int v = tap - line * windowWidth;
  int n = quotient(line, windowHeight);
  int u = line - n * windowHeight;
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
