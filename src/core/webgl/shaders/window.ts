/** The uniforms that say how a window slides: all of `ConvGeometry` but the batch. */
export const windowInts = [
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
export const outputRow = `
int outputRow(int cell, int k, int stride, int dilation, int pad, int outs) {
  int scaled = cell + pad - k * dilation;
  if (scaled < 0) return -1;
  int found = stride == 1 ? scaled : quotient(scaled, stride);
  return found * stride == scaled && found < outs ? found : -1;
}`;

/** Where number `i` of an output [N, oH, oW, channels] lies: n, oy, ox and its channel. */
export const outputPlace = (channel: string, channels: string): string => `
  int cell = quotient(i, ${channels});
  int ${channel} = i - cell * ${channels};
  int line = quotient(cell, outWidthCells);
  int ox = cell - line * outWidthCells;
  int n = quotient(line, outHeight);
  int oy = line - n * outHeight;`;

/** Where number `i` of an input [N, H, W, C] lies: n, y, x, c. */
export const inputPlace = `
  int cell = quotient(i, channels);
  int c = i - cell * channels;
  int line = quotient(cell, inWidth);
  int x = cell - line * inWidth;
  int n = quotient(line, inHeight);
  int y = line - n * inHeight;`;
