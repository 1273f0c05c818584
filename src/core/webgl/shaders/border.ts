import type { Shader } from '../program.ts';

const ints = [
  'height',
  'width',
  'channels',
  'topRows',
  'leftColumns',
  'fullHeight',
  'fullWidth',
  'mode',
];

/** `borderSource` of `src/core/border.ts`: reflect 0, replicate 1, circular 2. */
const source = `
int source(int at, int sides) {
  if (mode == 1) return clamp(at, 0, sides - 1);
  int period = mode == 2 ? sides : 2 * (sides - 1);
  if (period == 0) return 0;
  int place = at % period;
  if (place < 0) place += period;
  return place < sides ? place : period - place;
}`;

/** The image with its border. */
export const borderShader: Shader = {
  inputs: ['X'],
  ints,
  body: `${source}
float value(int i) {
  int c = i % channels;
  int x = source((i / channels) % fullWidth - leftColumns, width);
  int y = source((i / (channels * fullWidth)) % fullHeight - topRows, height);
  int n = i / (channels * fullWidth * fullHeight);
  return at(X, ((n * height + y) * width + x) * channels + c);
}`,
};

/** What arrives at a cell and at its copies in the border, added up. */
export const borderGradientShader: Shader = {
  inputs: ['D'],
  ints,
  body: `${source}
float value(int i) {
  int c = i % channels;
  int x = (i / channels) % width;
  int y = (i / (channels * width)) % height;
  int n = i / (channels * width * height);
  float total = 0.0;
  for (int row = 0; row < fullHeight; row++) {
    if (source(row - topRows, height) != y) continue;
    for (int column = 0; column < fullWidth; column++) {
      if (source(column - leftColumns, width) != x) continue;
      total += at(D, ((n * fullHeight + row) * fullWidth + column) * channels + c);
    }
  }
  return total;
}`,
};
