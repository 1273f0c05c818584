import type { Shader } from '../program.ts';
import { inBothWidths, inTexels } from './lane.ts';
import { inputPlace, outputPlace, outputRow, windowInts } from './window.ts';

/** y [N, oH, oW, O]: the window's cells times the kernel, row by row of the kernel, and a bias. */
const convolution = (bias: readonly string[]): Shader => ({
  inputs: ['X', 'K', ...bias],
  ints: windowInts,
  fours: inTexels('outChannels'),
  body: inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {${outputPlace('o', 'outChannels')}
  ${type} total = ${type}(0.0);
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    ${type} row = ${type}(0.0);
    for (int v = 0; v < windowWidth; v++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      int from = ((n * inHeight + y) * inWidth + x) * channels;
      int weight = (u * windowWidth + v) * channels * outChannels + o;
      if (${inTexels('channels')}) {
        for (int c = 0; c < channels; c += 4) {
          vec4 cells = texel(X, from + c);
          row += cells.x * ${read('K', 'weight')};
          row += cells.y * ${read('K', 'weight + outChannels')};
          row += cells.z * ${read('K', 'weight + 2 * outChannels')};
          row += cells.w * ${read('K', 'weight + 3 * outChannels')};
          weight += 4 * outChannels;
        }
      } else {
        for (int c = 0; c < channels; c++) row += at(X, from + c) * ${read('K', 'weight + c * outChannels')};
      }
    }
    total += row;
  }
  return total${bias.map((name) => ` + ${read(name, 'o')}`).join('')};
}`,
  ),
});

export const convShader = convolution([]);
export const convBiasShader = convolution(['Bias']);

/** Σ_o d(from + o) · k(weight + o), for one input channel or for four neighbours. */
const dotProducts = `
float products(int from, int weight) {
  float sum = 0.0;
  if (${inTexels('outChannels')}) {
    for (int o = 0; o < outChannels; o += 4) sum += dot(texel(D, from + o), texel(K, weight + o));
  } else {
    for (int o = 0; o < outChannels; o++) sum += at(D, from + o) * at(K, weight + o);
  }
  return sum;
}
vec4 fourProducts(int from, int weight) {
  vec4 sum = vec4(0.0);
  for (int o = 0; o < outChannels; o += 4) {
    vec4 d = texel(D, from + o);
    sum += vec4(
      dot(d, texel(K, weight + o)),
      dot(d, texel(K, weight + outChannels + o)),
      dot(d, texel(K, weight + 2 * outChannels + o)),
      dot(d, texel(K, weight + 3 * outChannels + o))
    );
  }
  return sum;
}`;

/**
 * dx of four neighbours in a row of a picture with one channel. Each upstream cell d steps from the
 * first is read once: of the weights that lead from it to the four, three are those of the step
 * before, one place on. A weight that does not exist is kept out: 0 times an infinity is no 0.
 */
const alongTheRow = `
vec4 alongTheRow(int n, int y, int x) {
  vec4 total = vec4(0.0);
  for (int u = 0; u < windowHeight; u++) {
    int oy = outputRow(y, u, strideY, dilationY, padTop, outHeight);
    if (oy < 0) continue;
    for (int o = 0; o < outChannels; o += 4) {
      vec4 k0 = vec4(0.0);
      vec4 k1 = vec4(0.0);
      vec4 k2 = vec4(0.0);
      vec4 k3 = vec4(0.0);
      for (int d = 1 - windowWidth; d < 4; d++) {
        k3 = k2;
        k2 = k1;
        k1 = k0;
        if (d <= 0) k0 = texel(K, (u * windowWidth - d) * outChannels + o);
        int ox = x + padLeft + d;
        if (ox < 0 || ox >= outWidthCells) continue;
        vec4 upstream = texel(D, ((n * outHeight + oy) * outWidthCells + ox) * outChannels + o);
        if (d <= 0) total.x += dot(upstream, k0);
        if (d <= 1 && d > 1 - windowWidth) total.y += dot(upstream, k1);
        if (d <= 2 && d > 2 - windowWidth) total.z += dot(upstream, k2);
        if (d > 3 - windowWidth) total.w += dot(upstream, k3);
      }
    }
  }
  return total;
}`;

/** GLSL: four neighbours of dx lie in one row, and their windows one step apart. */
const inOneRow = `channels == 1 && strideX == 1 && dilationX == 1 && ${inTexels('inWidth')}`;

/** dx [N, H, W, C]: what every window that saw this cell sends back through its weight. */
export const convInputGradientShader: Shader = {
  inputs: ['D', 'K'],
  ints: windowInts,
  fours: `(${inOneRow} || ${inTexels('channels')}) && ${inTexels('outChannels')}`,
  body: `${outputRow}${dotProducts}${alongTheRow}${inBothWidths(
    ({ type, name }) => `
${type} ${name}(int i) {${inputPlace}
  ${name === 'four' ? `if (${inOneRow}) return alongTheRow(n, y, x);` : ''}
  ${type} total = ${type}(0.0);
  for (int u = 0; u < windowHeight; u++) {
    int oy = outputRow(y, u, strideY, dilationY, padTop, outHeight);
    if (oy < 0) continue;
    for (int v = 0; v < windowWidth; v++) {
      int ox = outputRow(x, v, strideX, dilationX, padLeft, outWidthCells);
      if (ox < 0) continue;
      int from = ((n * outHeight + oy) * outWidthCells + ox) * outChannels;
      int weight = ((u * windowWidth + v) * channels + c) * outChannels;
      total += ${name === 'four' ? 'fourProducts' : 'products'}(from, weight);
    }
  }
  return total;
}`,
  )}`,
};

/** dK of each image by itself [N, kh, kw, C, O]; their sum over N is the gradient. */
export const convKernelGradientShader: Shader = {
  inputs: ['X', 'D'],
  ints: windowInts,
  fours: inTexels('outChannels'),
  body: inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {
  int weight = quotient(i, outChannels);
  int o = i - weight * outChannels;
  int tap = quotient(weight, channels);
  int c = weight - tap * channels;
  int line = quotient(tap, windowWidth);
  int v = tap - line * windowWidth;
  int n = quotient(line, windowHeight);
  int u = line - n * windowHeight;
  ${type} total = ${type}(0.0);
  for (int oy = 0; oy < outHeight; oy++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y < 0 || y >= inHeight) continue;
    ${type} row = ${type}(0.0);
    for (int ox = 0; ox < outWidthCells; ox++) {
      int x = ox * strideX + v * dilationX - padLeft;
      if (x < 0 || x >= inWidth) continue;
      row += at(X, ((n * inHeight + y) * inWidth + x) * channels + c)
        * ${read('D', '((n * outHeight + oy) * outWidthCells + ox) * outChannels + o')};
    }
    total += row;
  }
  return total;
}`,
  ),
};
