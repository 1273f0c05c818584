import type { Condition, Shader } from '../program.ts';
import { addFourTerms, inBothWidths, inTexels } from './lane.ts';
import { inputPlace, outputPlace, outputRow, windowInts } from './window.ts';

/**
 * y [N, oH, oW, O]: the window's cells times the kernel, row by row of the kernel, and a bias. What
 * a row of the window sees lies in one piece, unless it is dilated; cut off where the image ends.
 */
const convolution = (bias: readonly string[]): Shader => ({
  inputs: ['X', 'K', ...bias],
  ints: windowInts,
  fours: inTexels('outChannels'),
  cases: { wholeTexels: inTexels('channels'), close: (of) => of('dilationX') === 1 },
  body: inBothWidths((lane) => {
    const { type, name, read } = lane;
    return `
${type} ${name}Piece(int from, int weight, int count) {
  ${type} sum = ${type}(0.0);
  if (wholeTexels) {
    for (int t = 0; t < count; t += 4) {
      vec4 cells = texel(X, from + t);
      ${addFourTerms(lane, 'sum', 'cells', 'K', 'weight', 'outChannels')}
      weight += 4 * outChannels;
    }
  } else {
    for (int t = 0; t < count; t++) {
      sum += at(X, from + t) * ${read('K', 'weight')};
      weight += outChannels;
    }
  }
  return sum;
}
${type} ${name}(int i) {${outputPlace('o', 'outChannels')}
  ${type} total = ${type}(0.0);
  int left = ox * strideX - padLeft;
  int first = max(0, -left);
  int inside = max(0, min(windowWidth, inWidth - left) - first);
  for (int u = 0; u < windowHeight; u++) {
    int y = oy * strideY + u * dilationY - padTop;
    if (y >= 0 && y < inHeight) {
      int line = (n * inHeight + y) * inWidth;
      int weight = u * windowWidth * channels * outChannels + o;
      if (close) {
        weight += first * channels * outChannels;
        total += ${name}Piece((line + left + first) * channels, weight, inside * channels);
      } else {
        ${type} row = ${type}(0.0);
        for (int v = 0; v < windowWidth; v++) {
          int x = left + v * dilationX;
          if (x >= 0 && x < inWidth) row += ${name}Piece((line + x) * channels, weight, channels);
          weight += channels * outChannels;
        }
        total += row;
      }
    }
  }
  return total${bias.map((side) => ` + ${read(side, 'o')}`).join('')};
}`;
  }),
});

export const convShader = convolution([]);
export const convBiasShader = convolution(['Bias']);

/** Σ_o d(from + o) · k(weight + o), for one input channel or for four neighbours. */
const dotProducts = `
float products(int from, int weight) {
  float sum = 0.0;
  if (wholeTexels) {
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

/** Four neighbours of dx lie in one row, and their windows one step apart. */
const inOneRow: Condition = (of) =>
  of('channels') === 1 && of('strideX') === 1 && of('dilationX') === 1 && inTexels('inWidth')(of);

/** dx [N, H, W, C]: what every window that saw this cell sends back through its weight. */
export const convInputGradientShader: Shader = {
  inputs: ['D', 'K'],
  ints: windowInts,
  fours: (of) => (inOneRow(of) || inTexels('channels')(of)) && inTexels('outChannels')(of),
  cases: { oneRow: inOneRow, wholeTexels: inTexels('outChannels') },
  body: `${outputRow}${dotProducts}${alongTheRow}${inBothWidths(
    ({ type, name }) => `
${type} ${name}(int i) {${inputPlace}
  ${name === 'four' ? 'if (oneRow) return alongTheRow(n, y, x);' : ''}
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

/** The first output whose window sees an input at its place `offset`, and the one after the last. */
const outputRange = `
ivec2 outputRange(int offset, int stride, int cells, int outs) {
  if (offset > cells - 1) return ivec2(0);
  int first = offset < 0 ? quotient(stride - 1 - offset, stride) : 0;
  return ivec2(first, min(outs, quotient(cells - 1 - offset, stride) + 1));
}`;

/** dK of each image by itself [N, kh, kw, C, O]; their sum over N is the gradient. */
export const convKernelGradientShader: Shader = {
  inputs: ['X', 'D'],
  ints: windowInts,
  fours: inTexels('outChannels'),
  body: `${outputRange}${inBothWidths(
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
  int top = u * dilationY - padTop;
  int left = v * dilationX - padLeft;
  ivec2 rows = outputRange(top, strideY, inHeight, outHeight);
  ivec2 columns = outputRange(left, strideX, inWidth, outWidthCells);
  ${type} total = ${type}(0.0);
  for (int oy = rows.x; oy < rows.y; oy++) {
    int cell = ((n * inHeight + oy * strideY + top) * inWidth + left + columns.x * strideX) * channels + c;
    int from = ((n * outHeight + oy) * outWidthCells + columns.x) * outChannels + o;
    int end = from + (columns.y - columns.x) * outChannels;
    ${type} row = ${type}(0.0);
    for (; from < end; from += outChannels) {
      row += at(X, cell) * ${read('D', 'from')};
      cell += strideX * channels;
    }
    total += row;
  }
  return total;
}`,
  )}`,
};
