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
  if (scaled < 0 || scaled % stride != 0) return -1;
  int found = scaled / stride;
  return found < outs ? found : -1;
}`;

/** Where number `i` of an output [N, oH, oW, channels] lies: n, oy, ox and its channel. */
export const outputPlace = (channel: string, channels: string): string => `
  int ${channel} = i % ${channels};
  int ox = (i / ${channels}) % outWidthCells;
  int oy = (i / (${channels} * outWidthCells)) % outHeight;
  int n = i / (${channels} * outWidthCells * outHeight);`;

/** Where number `i` of an input [N, H, W, C] lies: n, y, x, c. */
export const inputPlace = `
  int c = i % channels;
  int x = (i / channels) % inWidth;
  int y = (i / (channels * inWidth)) % inHeight;
  int n = i / (channels * inWidth * inHeight);`;
