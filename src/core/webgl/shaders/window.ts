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

/** Where number `i` of a tensor [N, height, width, channels] lies: n and three names of one's own. */
export const placeOf = (
  [row, column, channel]: readonly [row: string, column: string, channel: string],
  [height, width, channels]: readonly [height: string, width: string, channels: string],
): string => `
  int cell = quotient(i, ${channels});
  int ${channel} = i - cell * ${channels};
  int line = quotient(cell, ${width});
  int ${column} = cell - line * ${width};
  int n = quotient(line, ${height});
  int ${row} = line - n * ${height};`;

/** Of an output [N, oH, oW, channels]: n, oy, ox and its channel. */
export const outputPlace = (channel: string, channels: string): string =>
  placeOf(['oy', 'ox', channel], ['outHeight', 'outWidthCells', channels]);

/** Of an input [N, H, W, C]: n, y, x, c. */
export const inputPlace = placeOf(['y', 'x', 'c'], ['inHeight', 'inWidth', 'channels']);
